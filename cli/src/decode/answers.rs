//! What a service may answer to a command.

use serde_json::json;
use tim_callback::CallbackCommand;
use tim_callback::testing::{AnswerIssue, Response, Review, what_tencent_does};

use crate::findings::effect;

/// What Tencent does for each code that is defined for a before-command; empty for others.
pub(super) fn answers(command: CallbackCommand) -> Vec<String> {
    if !command.is_before() {
        return Vec::new();
    }
    let mut answers = Vec::new();
    for code in 0..=2 {
        let review = review(command, code);
        if review.is_sound() {
            answers.push(format!("ErrorCode {code}: {}", effect(&review)));
        }
    }
    if answers.is_empty() {
        // Each target has a code of its own.
        let issues = review(command, 0).issues;
        answers.extend(issues.iter().map(|issue| issue.help().into_owned()));
    }
    answers.extend(review(command, u32::MAX).issues.iter().filter_map(|issue| match issue {
        AnswerIssue::UndefinedCode { defined, .. } => Some(format!("defined codes: {defined}")),
        _ => None,
    }));
    answers
}

fn review(command: CallbackCommand, code: u32) -> Review {
    let answer = json!({"ActionStatus": "OK", "ErrorCode": code, "ErrorInfo": ""}).to_string();
    what_tencent_does(command, Response::new(200, "application/json", answer.as_bytes()))
}
