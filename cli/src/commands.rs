//! The list of all known commands.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use tim_callback::CallbackCommand;

use crate::failure::Outcome;
use crate::output::json_line;

/// List the known commands, with their phases and the paths of their request types
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0, or 2 if the output cannot be written.

Example:
  tim-callback commands | grep before")]
pub(crate) struct Args {
    /// Print a JSON object for each command, with its page and what happened
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row {
    command: &'static str,
    phase: &'static str,
    request: String,
    page: String,
    description: &'static str,
}

impl Row {
    fn new(command: CallbackCommand) -> Self {
        Self {
            command: command.name(),
            phase: phase(command),
            request: rust_path(command.name()),
            page: command.page_url(),
            description: command.description(),
        }
    }
}

pub(crate) fn run(args: &Args) -> Outcome {
    let mut out = BufWriter::new(io::stdout().lock());
    for &command in CallbackCommand::all() {
        let row = Row::new(command);
        match args.json {
            true => json_line(&mut out, &row)?,
            false => writeln!(out, "{}\t{}\t{}", row.command, row.phase, row.request)?,
        }
    }
    out.flush()?;
    Ok(true)
}

pub(crate) fn phase(command: CallbackCommand) -> &'static str {
    if command.is_before() { "before" } else { "after" }
}

/// The path of a command's request type. All names of the crate follow from the wire name:
/// `Group.CallbackBeforeSendMsg` is `callbacks::group::BeforeSendMsg`.
fn rust_path(wire: &str) -> String {
    let cased = wire.replace("C2C", "C2c").replace("ChatBot", "Chatbot");
    let (family, name) = cased.split_once('.').unwrap_or_default();
    let request = name.strip_prefix("Callback").unwrap_or(name);
    let mut module = String::new();
    for letter in family.chars() {
        if letter.is_ascii_uppercase() && !module.is_empty() {
            module.push('_');
        }
        module.push(letter.to_ascii_lowercase());
    }
    format!("tim_callback::callbacks::{module}::{request}")
}
