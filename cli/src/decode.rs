//! Decodes one callback: what the types contain of it, or where it is wrong.

mod answers;
mod view;

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;
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
    let given = args.query.as_deref().map(query_in);
    let bytes = match (&args.body, &args.file, given) {
        (Some(body), _, _) => body.clone().into_bytes(),
        (None, None, Some(query)) => return Ok(View::of_query(query)),
        (None, file, _) => input::read(file.as_deref().unwrap_or(Path::new("-")))?,
    };
    let query = match (given, &args.command) {
        (Some(query), _) => query.to_owned(),
        (None, Some(name)) => query_of(samples::command(name)?.name()),
        (None, None) if args.body.is_none() && is_query(&bytes) => {
            return Ok(View::of_query(query_in(&String::from_utf8_lossy(&bytes))));
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
    let given = given.and_then(|query| CallbackQuery::parse(query).ok());
    Ok(View::of_callback(given.as_ref(), checked))
}

/// Whether the input is a query, or a URL with one.
fn is_query(bytes: &[u8]) -> bool {
    let first = bytes.trim_ascii_start().first();
    first.is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'?')
}

/// The query of a URL. A text with a parameter before its first `?` is a query itself.
fn query_in(text: &str) -> &str {
    match text.trim().split_once('?') {
        Some((before, query)) if !before.contains('=') => query,
        _ => text.trim(),
    }
}

/// What names the command of a body.
#[derive(Deserialize)]
struct Names<'a> {
    #[serde(rename = "CallbackCommand", borrow)]
    command: Option<&'a RawValue>,
    #[serde(rename = "Events", borrow)]
    events: Option<&'a RawValue>,
}

impl Names<'_> {
    fn command(&self) -> Option<String> {
        serde_json::from_str(self.command?.get()).ok()
    }

    fn first_event(&self) -> Option<Names<'_>> {
        let events = self.events?.get().strip_prefix('[')?;
        serde_json::Deserializer::from_str(events).into_iter().next()?.ok()
    }
}

/// The command that a body names, itself or in its first event.
fn named_in(body: &[u8]) -> serde_json::Result<Option<String>> {
    match serde_json::from_slice::<Names<'_>>(body) {
        Ok(names) => Ok(names.command().or_else(|| names.first_event()?.command())),
        // It is not an object.
        Err(error) if error.is_data() => Ok(None),
        Err(error) => Err(error),
    }
}

fn query_of(command: &str) -> String {
    CallbackQuery::new(SdkAppId::new(0), command).to_query_string()
}
