//! Decodes one callback: what the types contain of it, or where it is wrong.

mod answers;
mod view;

use std::path::{Path, PathBuf};

use serde_json::Value;
use tim_callback::SdkAppId;
use tim_callback::query::CallbackQuery;

use crate::failure::{Failure, Outcome};
use crate::output::json_line;
use crate::{check, input, samples};
use view::View;

/// Decode a body, a query or both
///
/// A body may come with its query. Alone, it must name its command, or you do with --command.
/// Nothing is verified, and a signature is not printed.
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0 if it is decoded and nothing is untyped, 1 if not, 2 if the arguments are wrong or the
input cannot be read.

Example:
  echo '{\"CallbackCommand\":\"State.StateChange\",\"Info\":{}}' | tim-callback decode")]
pub(crate) struct Args {
    /// A file that contains a body or a query; stdin without it
    #[arg(conflicts_with = "body")]
    file: Option<PathBuf>,

    /// The body itself
    #[arg(long, value_name = "JSON")]
    body: Option<String>,

    /// The query string; with it alone, no body is read
    #[arg(long)]
    query: Option<String>,

    /// The command of a body that does not name it
    #[arg(long, value_name = "NAME", conflicts_with = "query")]
    command: Option<String>,

    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let view = view(args)?;
    let mut out = anstream::stdout();
    match args.json {
        true => json_line(&mut out, &view)?,
        false => view.write(&mut out)?,
    }
    Ok(view.is_clean())
}

fn view(args: &Args) -> Result<View, Failure> {
    let bytes = match (&args.body, &args.file, &args.query) {
        (Some(body), _, _) => body.clone().into_bytes(),
        (None, None, Some(query)) => return Ok(View::of_query(query)),
        (None, file, _) => input::read(file.as_deref().unwrap_or(Path::new("-")))?,
    };
    let query = match (&args.query, &args.command) {
        (Some(query), _) => query.clone(),
        (None, Some(name)) => query_of(samples::command(name)?.name()),
        (None, None) if args.body.is_none() && is_query(&bytes) => {
            return Ok(View::of_query(String::from_utf8_lossy(&bytes).trim()));
        }
        (None, None) => match named_in(&bytes) {
            Ok(name) => name.as_deref().map(query_of).unwrap_or_default(),
            Err(error) => return Ok(View::failed(&error)),
        },
    };
    let checked = check::callback(&query, &bytes);
    if query.is_empty() && checked.command.is_none() {
        return Err(Failure::of_input("the body names no command: give --command or --query"));
    }
    let given = args.query.as_deref().and_then(|query| CallbackQuery::parse(query).ok());
    Ok(View::of_callback(given.as_ref(), checked))
}

/// Whether this is no body, which begins with a brace.
fn is_query(bytes: &[u8]) -> bool {
    let first = bytes.trim_ascii_start().first();
    first.is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'?')
}

/// The command that a body names, itself or in its first event.
fn named_in(body: &[u8]) -> Result<Option<String>, serde_json::Error> {
    let body: Value = serde_json::from_slice(body)?;
    let own = body.get("CallbackCommand");
    let name = own.or_else(|| body.pointer("/Events/0/CallbackCommand"));
    Ok(name.and_then(Value::as_str).map(str::to_owned))
}

fn query_of(command: &str) -> String {
    CallbackQuery::new(SdkAppId::new(0), command).to_query_string()
}
