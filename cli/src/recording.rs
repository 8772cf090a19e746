//! The lines of a recording, one JSON object a callback. `audit` reads them too.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::exchange::Exchange;

#[derive(Serialize)]
struct Line<'a> {
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
    let line_of = Line {
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

#[derive(Deserialize)]
struct Entry<'a> {
    time: Option<u64>,
    path: Option<String>,
    query: String,
    #[serde(borrow)]
    body: &'a RawValue,
    body_base64: Option<String>,
    status: Option<u16>,
    #[serde(borrow)]
    answer: Option<&'a RawValue>,
    answer_base64: Option<String>,
}

/// A line of a recording, or of a log that has at least query and body.
pub(crate) struct Recorded {
    pub(crate) time: Option<u64>,
    pub(crate) path: Option<String>,
    pub(crate) query: String,
    pub(crate) body: Vec<u8>,
    pub(crate) status: Option<u16>,
    pub(crate) answer: Option<Vec<u8>>,
}

impl Recorded {
    /// Reads a line, or returns what is wrong with it.
    pub(crate) fn read(line: &[u8]) -> Result<Self, String> {
        let entry: Entry<'_> = serde_json::from_slice(line).map_err(|error| {
            format!("not an object with query and body, at column {}", error.column())
        })?;
        let body = match entry.body_base64 {
            Some(body) => decoded(&body)?,
            None => bytes(entry.body)?,
        };
        let answer = match (entry.answer_base64, entry.answer) {
            (Some(answer), _) => Some(decoded(&answer)?),
            (None, answer) => answer.map(bytes).transpose()?,
        };
        let query = entry.query.strip_prefix('?').map(str::to_owned).unwrap_or(entry.query);
        let Entry { time, path, status, .. } = entry;
        Ok(Self { time, path, query, body, status, answer })
    }
}

/// The content of a string, or the text of any other value.
fn bytes(value: &RawValue) -> Result<Vec<u8>, String> {
    match value.get().starts_with('"') {
        true => serde_json::from_str::<String>(value.get()).map(String::into_bytes),
        false => Ok(value.get().as_bytes().to_vec()),
    }
    .map_err(|_| "a string is not JSON text".to_owned())
}

fn decoded(base64: &str) -> Result<Vec<u8>, String> {
    BASE64_STANDARD.decode(base64).map_err(|error| format!("not base64: {error}"))
}
