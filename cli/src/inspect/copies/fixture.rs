//! As a JSON object for a test in any language. On one line, `audit` and `replay` read it.

use serde::Serialize;
use serde_json::Value;

use crate::exchange::Exchange;

#[derive(Serialize)]
struct Fixture<'a> {
    query: &'a str,
    body: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Value>,
}

pub(crate) fn fixture(exchange: &Exchange) -> String {
    let answer = exchange.answer.as_ref().ok();
    let fixture = Fixture {
        query: &exchange.query,
        body: value(&exchange.body),
        status: answer.map(|answer| answer.status),
        answer: answer.map(|answer| value(&answer.body)),
    };
    let text = serde_json::to_string_pretty(&fixture);
    text.map(|text| text + "\n").unwrap_or_default()
}

/// JSON as it is, and anything else as a string.
fn value(bytes: &[u8]) -> Value {
    let text = || Value::String(String::from_utf8_lossy(bytes).into_owned());
    serde_json::from_slice(bytes).unwrap_or_else(|_| text())
}
