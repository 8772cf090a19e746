//! Completions for shells.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::json;

use crate::Cli;
use crate::failure::Outcome;
use crate::output::json_line;

/// Print the completions of a shell
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0, or 2 if the output cannot be written.

Example:
  tim-callback completions bash > ~/.local/share/bash-completion/completions/tim-callback")]
pub(crate) struct Args {
    shell: Shell,

    /// Print them as a string in a JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tim-callback", &mut script);
    match args.json {
        true => json_line(&mut io::stdout(), &json!({"script": String::from_utf8_lossy(&script)}))?,
        false => io::stdout().write_all(&script)?,
    }
    Ok(true)
}
