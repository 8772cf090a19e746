//! What can be wrong with an answer before it is read as a verdict.

use std::time::Duration;

use serde_json::{Map, Value};

use super::Response;
use crate::CALLBACK_TIMEOUT;
use crate::message::MsgElement;
use crate::value::UserId;
use crate::verdict::{Answer, AnswerError};

/// Something wrong with an answer. Its text says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// It came after the 2 s that Tencent waits.
    #[error(
        "the answer took {} ms, and Tencent waits {} ms: answer by policy before that",
        .0.as_millis(),
        CALLBACK_TIMEOUT.as_millis()
    )]
    TooLate(Duration),
    /// The HTTP status is another than 200.
    #[error(
        "the status is {0}: answer every callback of Tencent's with 200, a refusal too; if this is \
         401 or 403, look whether app, token and clock are right"
    )]
    Status(u16),
    /// `Content-Type` is another than JSON's.
    #[error("the content type is {0:?}: send application/json")]
    ContentType(String),
    /// The body is not a JSON object.
    #[error("the body is not a JSON object: send ActionStatus, ErrorCode and ErrorInfo in one")]
    NotAnObject,
    /// A field that every answer has is not there.
    #[error("{0} is missing: every answer has ActionStatus, ErrorCode and ErrorInfo")]
    MissingField(&'static str),
    /// A field has a value of another kind.
    #[error("{field} is not {expected}: send {expected}")]
    WrongKind {
        /// The field.
        field: &'static str,
        /// What it has to be.
        expected: &'static str,
    },
    /// The answer as a whole cannot be read.
    #[error("the answer cannot be read: {0}; send what the page of the command documents")]
    Unreadable(String),
    /// An element to deliver is malformed.
    #[error("MsgBody[{index}] is not an element: {problem}; send its MsgType and MsgContent")]
    Element {
        /// The index, from 0.
        index: usize,
        /// Why it is none.
        problem: String,
    },
    /// A code means nothing for the command.
    #[error("code {code} is undefined for this command: send {defined}")]
    UndefinedCode {
        /// The code.
        code: u32,
        /// The codes that mean something.
        defined: String,
    },
    /// The code says that the app failed, where a target's code has a place of its own.
    #[error("ErrorCode {0} says that the app failed: put the code of a target into ResultItem")]
    AppFailed(u32),
    /// The answer is not one of its command's.
    #[error(transparent)]
    NotOfThisCommand(AnswerError),
    /// An account that was asked about is not answered for.
    #[error("{0} was asked about and is not in ResultItem: answer for every target")]
    NotAnsweredFor(UserId),
    /// An account that was not asked about is answered for.
    #[error("{0} is in ResultItem and was not asked about: answer for the targets of the request")]
    NotAskedAbout(UserId),
}

struct Field {
    name: &'static str,
    required: bool,
    expected: &'static str,
    is_expected: fn(&Value) -> bool,
}

const fn required(
    name: &'static str,
    expected: &'static str,
    is_expected: fn(&Value) -> bool,
) -> Field {
    Field { name, required: true, expected, is_expected }
}

const fn optional(
    name: &'static str,
    expected: &'static str,
    is_expected: fn(&Value) -> bool,
) -> Field {
    Field { name, required: false, expected, is_expected }
}

/// The fields of an answer: serde's own errors do not name the field that is wrong.
const FIELDS: &[Field] = &[
    required("ActionStatus", "\"OK\" or \"FAIL\"", |value| *value == "OK" || *value == "FAIL"),
    required("ErrorCode", "an unsigned integer", |value| {
        value.as_u64().is_some_and(|code| u32::try_from(code).is_ok())
    }),
    required("ErrorInfo", "a string", Value::is_string),
    optional("MsgBody", "a list of elements", Value::is_array),
    optional("CloudCustomData", "a string", Value::is_string),
    optional("RefusedMembers_Account", "a list of accounts", is_strings),
    optional("RefusedSubscribers_Account", "a list of accounts", is_strings),
    optional("ResultItem", "a list of objects", Value::is_array),
];

fn is_strings(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_string))
}

impl Field {
    fn fault(&self, answer: &Map<String, Value>) -> Option<Fault> {
        match answer.get(self.name) {
            None if self.required => Some(Fault::MissingField(self.name)),
            None => None,
            Some(Value::Null) if !self.required => None,
            Some(value) if (self.is_expected)(value) => None,
            Some(_) => Some(Fault::WrongKind { field: self.name, expected: self.expected }),
        }
    }
}

/// Why an answer does not count at all.
pub(super) fn of_transport(response: &Response<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    faults.extend(response.took.filter(|took| *took > CALLBACK_TIMEOUT).map(Fault::TooLate));
    if response.status != 200 {
        faults.push(Fault::Status(response.status));
    }
    faults
}

/// What does not keep the answer from counting: no document says that the content type matters.
pub(super) fn of_content_type(response: &Response<'_>) -> Option<Fault> {
    let media_type = response.content_type.split(';').next().unwrap_or_default().trim();
    let is_json = media_type.eq_ignore_ascii_case("application/json");
    (!is_json).then(|| Fault::ContentType(response.content_type.to_owned()))
}

/// The answer, or why it cannot be read as one.
pub(super) fn read(body: &[u8]) -> Result<Answer, Vec<Fault>> {
    let Ok(Value::Object(fields)) = serde_json::from_slice(body) else {
        return Err(vec![Fault::NotAnObject]);
    };
    let faults: Vec<_> = FIELDS.iter().filter_map(|field| field.fault(&fields)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let answer: Answer =
        serde_json::from_slice(body).map_err(|error| vec![Fault::Unreadable(error.to_string())])?;
    let faults = of_elements(&answer);
    if faults.is_empty() { Ok(answer) } else { Err(faults) }
}

fn of_elements(answer: &Answer) -> Vec<Fault> {
    let elements = answer.msg_body.iter().flatten().enumerate();
    let read = elements.map(|(index, raw)| (index, serde_json::from_str::<MsgElement>(raw.get())));
    read.filter_map(|(index, element)| {
        Some(Fault::Element { index, problem: element.err()?.to_string() })
    })
    .collect()
}
