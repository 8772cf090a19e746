//! What a callback and its answer say.

use serde::Serialize;
use serde_json::Value;
use tim_callback::query::CallbackQuery;
use tim_callback::testing::{Effect, Response, Review, Signer};
use tim_callback::{AnyCallback, SdkAppId};

use crate::check::issue::Issue;
use crate::check::{self, Status, names};
use crate::exchange::{Answer, Exchange};
use crate::recording::millis;

/// The longest text of a line in the list.
const LONGEST: usize = 160;

/// How many untyped values of a body are marked.
const UNTYPED: usize = 1000;

pub(crate) struct Reading {
    /// Absent if the query cannot be read.
    pub(crate) query: Option<CallbackQuery>,
    pub(crate) typed: Typed,
    /// The body, if it is JSON.
    pub(crate) body: Option<Value>,
    /// What Tencent does. Absent for an unknown command and without an answer.
    pub(crate) review: Option<Review>,
    about: Summary,
}

/// How much of a body has a type.
pub(crate) enum Typed {
    /// All but the values at these JSON pointers.
    Except(Vec<String>, Box<AnyCallback>),
    UnknownCommand,
    /// It cannot be decoded.
    Error {
        text: String,
        help: &'static str,
    },
}

/// A line in the list.
#[derive(Clone, Serialize)]
pub(crate) struct Summary {
    time: u64,
    took_ms: f64,
    pub(crate) command: String,
    outcome: &'static str,
    status: Option<u16>,
    /// The beginning of the message, or who it is about.
    preview: String,
    issues: usize,
    untyped: usize,
    is_undecodable: bool,
}

/// The outcomes, and conditions that hold beside them.
pub(crate) const OUTCOMES: &[&str] = &[
    "allowed",
    "changed",
    "partly refused",
    "refused",
    "dropped",
    "acknowledged",
    "answered",
    "failed",
    "undefined",
    "unknown command",
    "no answer",
    WITH_ISSUES,
    WITH_UNTYPED,
];
const WITH_ISSUES: &str = "with something wrong";
const WITH_UNTYPED: &str = "with untyped fields";

impl Summary {
    /// Whether an outcome or a condition applies.
    pub(crate) fn is(&self, outcome: &str) -> bool {
        match outcome {
            WITH_ISSUES => self.issues > 0 || self.is_undecodable,
            WITH_UNTYPED => self.untyped > 0,
            outcome => self.outcome == outcome,
        }
    }
}

impl Reading {
    pub(crate) fn of(exchange: &Exchange) -> Self {
        let query = CallbackQuery::parse(&exchange.query).ok();
        let checked = check::received(&exchange.query, &exchange.body);
        let (mut pointers, mut untyped) = (Vec::new(), 0);
        checked.untyped(&mut |steps| {
            untyped += 1;
            if untyped <= UNTYPED {
                pointers.push(names::pointer(steps));
            }
        });
        let typed = match checked.status {
            Status::Decoded(decoded) => Typed::Except(pointers, Box::new(decoded.callback)),
            Status::Unknown(_) => Typed::UnknownCommand,
            Status::Failed(Issue { text, help, .. }) => {
                Typed::Error { text, help: help.unwrap_or_default() }
            }
        };
        let body = checked.body;
        let review = match (&query, &exchange.answer) {
            (Some(query), Ok(answer)) => review(query, exchange, answer),
            _ => None,
        };
        let command = query.as_ref().map_or("(unreadable query)", CallbackQuery::command_name);
        let about = Summary {
            time: exchange.time,
            took_ms: millis(exchange.took),
            command: command.to_owned(),
            outcome: outcome(query.as_ref(), exchange, review.as_ref()),
            status: exchange.answer.as_ref().ok().map(|answer| answer.status),
            preview: body.as_ref().map(preview).unwrap_or_default(),
            issues: review.as_ref().map_or(0, |review| review.issues.len()),
            untyped,
            is_undecodable: matches!(typed, Typed::Error { .. }),
        };
        Self { query, typed, body, review, about }
    }

    pub(crate) fn summary(self) -> Summary {
        self.about
    }
}

fn review(query: &CallbackQuery, exchange: &Exchange, answer: &Answer) -> Option<Review> {
    let response = Response::new(answer.status, &answer.content_type, &answer.body);
    // Who signs does not matter here.
    let signer = Signer::without_authentication(SdkAppId::new(0));
    let sent = signer.sign_bytes(query.command()?, &exchange.body[..]);
    Some(sent.what_tencent_does(response.after(exchange.took)))
}

fn outcome(
    query: Option<&CallbackQuery>,
    exchange: &Exchange,
    review: Option<&Review>,
) -> &'static str {
    let (Some(query), Ok(_)) = (query, &exchange.answer) else {
        return if query.is_some() { "no answer" } else { "undefined" };
    };
    match review.map(|review| &review.effect) {
        None if query.command().is_none() => "unknown command",
        Some(Effect::Allowed) => "allowed",
        Some(Effect::Changed(_)) => "changed",
        Some(Effect::AllowedExcept(_) | Effect::PerTarget(_)) => "partly refused",
        Some(Effect::Refused { .. }) => "refused",
        Some(Effect::Dropped) => "dropped",
        Some(Effect::Acknowledged) => "acknowledged",
        Some(Effect::Assigned(_) | Effect::Returned(_)) => "answered",
        Some(Effect::Failed | Effect::FailedAndRefused) => "failed",
        _ => "undefined",
    }
}

/// The fields that say who a body is about.
const ABOUT: [&str; 9] = [
    "/From_Account",
    "/Requester_Account",
    "/Operator_Account",
    "/Owner_Account",
    "/To_Account",
    "/Info/To_Account",
    "/GroupId",
    "/RoomId",
    "/Official_Account",
];

/// The message and who sent it, or the accounts and the group that a body is about.
fn preview(body: &Value) -> String {
    let field = |pointer: &&str| match body.pointer(pointer)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let elements = body.get("MsgBody").and_then(Value::as_array);
    let texts = elements.into_iter().flatten().map(|element| {
        let text = element.pointer("/MsgContent/Text").and_then(Value::as_str);
        let kind = || element.get("MsgType").and_then(Value::as_str).unwrap_or("?");
        text.map_or_else(|| format!("[{}]", kind()), str::to_owned)
    });
    let texts = texts.collect::<Vec<_>>().join(" ");
    let mut about = ABOUT.iter().filter_map(field);
    let whole = match (texts.is_empty(), about.next()) {
        (false, Some(sender)) => format!("{sender}: {texts}"),
        (false, None) => texts,
        (true, first) => {
            let mut about: Vec<_> = first.into_iter().chain(about).collect();
            about.dedup();
            about.truncate(3);
            about.join(", ")
        }
    };
    whole.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;

    #[test]
    fn a_body_with_a_part_that_cannot_be_represented_is_not_said_to_be_typed() {
        let query = "SdkAppid=1&CallbackCommand=Live.CallbackBeforeSendGift";
        let sample = tim_callback::testing::body("Live.CallbackBeforeSendGift".parse().unwrap());
        let body = String::from_utf8(sample.into_bytes().unwrap()).unwrap();
        let body = body.replacen('{', "{\"New\":1e999,", 1);
        let reading = Reading::of(&Exchange {
            time: 0,
            path: "/".to_owned(),
            query: query.to_owned(),
            body: Bytes::from(body),
            took: Duration::ZERO,
            answer: Err(String::new()),
        });
        let Typed::Error { text, .. } = reading.typed else { panic!("it is typed") };
        assert!(text.contains("cannot be represented, at line 1, column"), "{text}");
    }
}
