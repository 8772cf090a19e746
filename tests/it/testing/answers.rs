//! Answers made by hand, and what Tencent does with one.

use serde_json::{Value, json};
use tim_callback::CallbackCommand;
use tim_callback::testing::{Response, Review, what_tencent_does};

pub(crate) fn review_of(command: CallbackCommand, answer: &Value) -> Review {
    let body = answer.to_string();
    what_tencent_does(command, Response::new(200, "application/json", body.as_bytes()))
}

pub(crate) fn answer_with(code: impl Into<Value>) -> Value {
    json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": code.into()})
}

pub(crate) fn changed(mut answer: Value, field: &str, value: Value) -> Value {
    answer[field] = value;
    answer
}
