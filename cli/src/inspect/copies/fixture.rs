//! As a JSON object for a test in any language. On one line, `audit` and `replay` read it.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::exchange::Exchange;
use crate::recording::split;

#[derive(Serialize)]
struct Fixture<'a> {
    query: &'a str,
    body: Content<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body_base64: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Content<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_base64: Option<String>,
}

/// The text of a body or an answer, byte for byte.
#[derive(Serialize)]
#[serde(untagged)]
enum Content<'a> {
    /// As it is, so that it is read easily.
    Object(&'a RawValue),
    Text(&'a str),
}

pub(crate) fn fixture(exchange: &Exchange) -> String {
    let answer = exchange.answer.as_ref().ok();
    let (body, body_base64) = content(&exchange.body);
    let (answered, answer_base64) = answer.map(|answer| content(&answer.body)).unzip();
    let fixture = Fixture {
        query: &exchange.query,
        body: body.unwrap_or(Content::Text("")),
        body_base64,
        status: answer.map(|answer| answer.status),
        answer: answered.flatten(),
        answer_base64: answer_base64.flatten(),
    };
    let text = serde_json::to_string_pretty(&fixture);
    text.map(|text| text + "\n").unwrap_or_default()
}

/// Text, or base64 if the bytes are no text.
fn content(bytes: &[u8]) -> (Option<Content<'_>>, Option<String>) {
    let (text, base64) = split(bytes);
    (text.map(Content::of), base64)
}

impl<'a> Content<'a> {
    fn of(text: &'a str) -> Self {
        match serde_json::from_str::<&RawValue>(text) {
            // Spaces around an object would be lost.
            Ok(raw) if raw.get() == text && text.starts_with('{') => Self::Object(raw),
            _ => Self::Text(text),
        }
    }
}
