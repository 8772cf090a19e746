//! The protocol for machines: JSON Schema and OpenAPI.

mod json_schema;
mod layout;
mod openapi;

use std::collections::BTreeMap;
use std::io::{self, Write};

use tim_callback::CallbackCommand;

use crate::failure::Outcome;
use crate::output::json_line;
use crate::samples;

/// Print the JSON Schema of commands, or an OpenAPI document of all of them
#[derive(clap::Args)]
#[command(
    group = clap::ArgGroup::new("format").args(["json_schema", "openapi"]).required(true),
    after_help = "\
Exit status: 0, or 2 if the command is unknown or the output cannot be written.

Example:
  tim-callback schema --json-schema Group.CallbackBeforeSendMsg
  tim-callback schema --openapi > openapi.json"
)]
pub(crate) struct Args {
    /// Print the JSON Schema (2020-12) of a command's request, or of all requests
    ///
    /// The definitions have the schemas of the answers, too.
    #[arg(long, value_name = "COMMAND", num_args = 0..=1, default_missing_value = "all")]
    json_schema: Option<String>,

    /// Print an OpenAPI 3.1 document with a webhook for each command
    #[arg(long)]
    openapi: bool,

    /// Print it on one line
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let document = match args.json_schema.as_deref() {
        Some("all") => json_schema::document(CallbackCommand::all()),
        Some(name) => json_schema::document(&[samples::command(name)?]),
        None => openapi::document(),
    };
    match args.json {
        true => json_line(&mut io::stdout(), &document.into_iter().collect::<BTreeMap<_, _>>())?,
        false => io::stdout().write_all(layout::laid_out(&document).as_bytes())?,
    }
    Ok(true)
}
