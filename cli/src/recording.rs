//! The lines of a recording, one JSON object a callback. `audit` reads them too.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hyper::http::uri::PathAndQuery;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::exchange::Exchange;

#[derive(Serialize)]
struct RecordedLine<'a> {
    /// When the callback arrived, in Unix milliseconds.
    time: u64,
    path: &'a str,
    /// Without `Sign`.
    query: &'a str,
    body: &'a str,
    /// A body that is not UTF-8. `body` is empty then.
    #[serde(skip_serializing_if = "Option::is_none")]
    body_base64: Option<String>,
    took_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a str>,
    /// An answer that is not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_base64: Option<String>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// Appends the line of a callback, with its line break.
pub(crate) fn write(line: &mut Vec<u8>, exchange: &Exchange) -> serde_json::Result<()> {
    let (body, body_base64) = split(&exchange.body);
    let (status, answer, error) = match &exchange.answer {
        Ok(answer) => (Some(answer.status), Some(split(&answer.body)), None),
        Err(error) => (None, None, Some(error.as_str())),
    };
    let (answer, answer_base64) = answer.unzip();
    let line_of = RecordedLine {
        time: exchange.time,
        path: &exchange.path,
        query: &exchange.query,
        body: body.unwrap_or_default(),
        body_base64,
        took_ms: millis(exchange.took),
        status,
        answer: answer.flatten(),
        answer_base64: answer_base64.flatten(),
        error,
    };
    serde_json::to_writer(&mut *line, &line_of)?;
    line.push(b'\n');
    Ok(())
}

/// A time taken in milliseconds, with three decimal places.
pub(crate) fn millis(took: std::time::Duration) -> f64 {
    (took.as_secs_f64() * 1e6).round() / 1e3
}

/// Bytes as text, or as base64 if they are no text.
pub(crate) fn split(bytes: &[u8]) -> (Option<&str>, Option<String>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Some(text), None),
        Err(_) => (None, Some(BASE64_STANDARD.encode(bytes))),
    }
}

/// A callback in a line of a log.
pub(crate) struct LoggedCallback<'a> {
    /// Without a leading `?`; empty if there is none.
    pub(crate) query: String,
    pub(crate) body: Cow<'a, [u8]>,
}

/// Why a line cannot be read.
pub(crate) struct LineError {
    pub(crate) what: &'static str,
    pub(crate) column: Option<usize>,
}

impl<'a> LoggedCallback<'a> {
    pub(crate) fn read(line: &'a [u8]) -> Result<Self, LineError> {
        #[derive(Deserialize)]
        struct Fields<'a> {
            query: Option<String>,
            #[serde(borrow)]
            body: &'a RawValue,
            body_base64: Option<String>,
        }
        let fields: Fields<'_> = serde_json::from_slice(line).map_err(|error| LineError {
            what: "not an object with query and body",
            column: Some(error.column()),
        })?;
        let body = match fields.body_base64 {
            Some(body) => Cow::Owned(decoded(&body, "body_base64 is not base64")?),
            None => bytes(fields.body, "the body is a string with a lone surrogate")?,
        };
        let query = fields.query.unwrap_or_default();
        let query = query.strip_prefix('?').map(str::to_owned).unwrap_or(query);
        Ok(Self { query, body })
    }
}

/// A line of a recording, or of a log that has at least query and body.
pub(crate) struct Recorded {
    pub(crate) time: Option<u64>,
    /// Begins with `/`.
    pub(crate) path: Option<String>,
    pub(crate) query: String,
    pub(crate) body: Vec<u8>,
    pub(crate) status: Option<u16>,
    pub(crate) answer: Option<Vec<u8>>,
    /// Why there was no answer.
    pub(crate) error: Option<String>,
}

impl Recorded {
    pub(crate) fn read(line: &[u8]) -> Result<Self, LineError> {
        #[derive(Deserialize)]
        struct Fields<'a> {
            time: Option<u64>,
            path: Option<String>,
            status: Option<u16>,
            #[serde(borrow)]
            answer: Option<&'a RawValue>,
            answer_base64: Option<String>,
            error: Option<String>,
        }
        let LoggedCallback { query, body } = LoggedCallback::read(line)?;
        if query.is_empty() {
            return Err(wrong("the line has no query"));
        }
        let Fields { time, path, status, answer, answer_base64, error } =
            serde_json::from_slice(line).map_err(|error| LineError {
                what: "time, path, status, answer or error is not as `record` writes it",
                column: Some(error.column()),
            })?;
        // What begins otherwise could be read as a part of the host.
        if path.as_ref().is_some_and(|path| !path.starts_with('/')) {
            return Err(wrong("the path does not begin with /"));
        }
        let target = format!("{}?{query}", path.as_deref().unwrap_or("/"));
        if target.parse::<PathAndQuery>().is_err() {
            return Err(wrong("the path or the query cannot be part of a URL"));
        }
        let answer = match (answer_base64, answer) {
            (Some(answer), _) => Some(decoded(&answer, "answer_base64 is not base64")?),
            (None, Some(answer)) => {
                Some(bytes(answer, "the answer is a string with a lone surrogate")?.into_owned())
            }
            (None, None) => None,
        };
        // Other logs may have both.
        let error = error.filter(|_| status.is_none() && answer.is_none());
        Ok(Self { time, path, query, body: body.into_owned(), status, answer, error })
    }
}

/// The content of a string, or the text of any other value.
fn bytes<'a>(value: &'a RawValue, what: &'static str) -> Result<Cow<'a, [u8]>, LineError> {
    match value.get().starts_with('"') {
        true => serde_json::from_str::<String>(value.get())
            .map(|text| Cow::Owned(text.into_bytes()))
            .map_err(|_| wrong(what)),
        false => Ok(Cow::Borrowed(value.get().as_bytes())),
    }
}

fn decoded(base64: &str, what: &'static str) -> Result<Vec<u8>, LineError> {
    BASE64_STANDARD.decode(base64).map_err(|_| wrong(what))
}

fn wrong(what: &'static str) -> LineError {
    LineError { what, column: None }
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)?;
        match self.column {
            Some(column) => write!(f, ", at column {column}"),
            None => Ok(()),
        }
    }
}
