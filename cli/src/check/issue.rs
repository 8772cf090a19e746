//! Why a line could not be decoded.

use tim_callback::Error;
use tim_callback::call::{DecodeError, DecodeErrorKind};
use tim_callback::query::{IncomingError, QueryError};

use super::names;
use crate::recording::LineError;

pub(crate) struct Issue {
    /// What is wrong with this line.
    pub(crate) text: String,
    /// The same without what differs from line to line: positions, sizes and list indices. Lines are
    /// grouped by it.
    pub(crate) group: String,
    pub(crate) help: Option<&'static str>,
}

impl Issue {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), group: text.to_owned(), help: None }
    }

    pub(crate) fn of_line(error: &LineError) -> Self {
        Self { text: error.to_string(), ..Self::new(error.what) }
    }

    /// The types skip what they do not know, so it may be what no `Value` can hold.
    pub(crate) fn of_unknown_part(error: &serde_json::Error) -> Self {
        let group = "a number, a lone surrogate or the depth of the body cannot be represented";
        let (line, column) = (error.line(), error.column());
        Self { text: format!("{group}, at line {line}, column {column}"), ..Self::new(group) }
    }

    pub(crate) fn of(error: &Error) -> Self {
        let group = match error {
            Error::Decode(error) => decode_group(error),
            Error::Incoming(error) => incoming_group(error),
            error => error.to_string(),
        };
        Self { text: error.to_string(), group, help: Some(error.help()) }
    }
}

/// The command has a column of its own.
fn decode_group(error: &DecodeError) -> String {
    match error.kind() {
        DecodeErrorKind::NotUtf8 => "the body is not UTF-8".to_owned(),
        DecodeErrorKind::NotJson => "the body is not JSON".to_owned(),
        _ => {
            let text = error.to_string();
            let text = text.strip_prefix(&format!("{}: ", error.command())).unwrap_or(&text);
            match error.path() {
                "" => text.to_owned(),
                path => text.replace(path, &names::without_indices(path)),
            }
        }
    }
}

fn incoming_group(error: &IncomingError) -> String {
    match error {
        IncomingError::Query(QueryError::NotUtf8 { .. }) => {
            "a parameter of the query is not UTF-8".to_owned()
        }
        IncomingError::Query(QueryError::TooLong { limit, .. }) => {
            format!("the query has more than {limit} bytes")
        }
        IncomingError::BodyTooLarge { limit, .. } => {
            format!("the body has more than {limit} bytes")
        }
        error => error.to_string(),
    }
}
