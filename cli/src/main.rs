//! `tim-callback`: sees, sends and checks callbacks of Tencent Cloud Chat, for services in any
//! language. README.md has an example of each command.

// They panic if stdout or stderr is gone.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod attack;
mod audit;
mod check;
mod client;
mod commands;
mod completions;
mod connection;
mod decode;
mod endpoint;
mod exchange;
mod failure;
mod findings;
mod forward;
mod input;
mod inspect;
mod lines;
mod listen;
mod load;
mod man;
mod output;
mod progress;
mod record;
mod recording;
mod replay;
mod runtime;
mod samples;
mod schema;
mod secrets;
mod send;
mod serve;
mod service;
mod signing;
mod unsigned;
mod upstream;

use std::process::ExitCode;

use clap::Parser;

/// Sees, sends and checks callbacks of Tencent Cloud Chat, for services in any language.
#[derive(Parser)]
#[command(name = "tim-callback", version)]
#[command(
    after_help = "Exit status of every command: 0 if all is as it should be, 1 if it is not \
                        or the service gives no\nanswer, 2 if the arguments are wrong, input \
                        cannot be read or output cannot be written."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Send(send::Args),
    Attack(attack::Args),
    Load(load::Args),
    Inspect(inspect::Args),
    Record(record::Args),
    Replay(replay::Args),
    Audit(audit::Args),
    Decode(decode::Args),
    Commands(commands::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn main() -> ExitCode {
    failure::exit_code(match Cli::parse().command {
        Command::Send(args) => send::run(&args),
        Command::Attack(args) => attack::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Inspect(args) => inspect::run(args),
        Command::Record(args) => record::run(args),
        Command::Replay(args) => replay::run(args),
        Command::Audit(args) => audit::run(&args),
        Command::Decode(args) => decode::run(&args),
        Command::Commands(args) => commands::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    })
}
