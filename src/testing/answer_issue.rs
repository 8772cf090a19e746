//! What can be wrong with an answer before it is read as a verdict.

use std::borrow::Cow;
use std::time::Duration;

use serde_json::{Map, Value};

use super::Response;
use crate::CALLBACK_TIMEOUT;
use crate::message::MsgElement;
use crate::value::UserId;
use crate::verdict::{Answer, AnswerError};

/// Something that is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerIssue {
    /// The answer came after the 2 s that Tencent waits.
    #[error(
        "the answer took {} ms, and Tencent waits {} ms",
        .0.as_millis(),
        CALLBACK_TIMEOUT.as_millis()
    )]
    TooLate(Duration),
    /// The HTTP status is not 200.
    #[error("the status is {0}")]
    Status(u16),
    /// `Content-Type` is not that of JSON.
    #[error("the content type is {0:?}")]
    ContentType(String),
    /// The body is not a JSON object.
    #[error("the body is not a JSON object")]
    NotAnObject,
    /// A field that every answer must have is missing.
    #[error("missing field {0}")]
    MissingField(&'static str),
    /// A field has a value of the wrong kind.
    #[error("{field} is not {expected}")]
    #[non_exhaustive]
    WrongKind {
        /// The field.
        field: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// The answer as a whole cannot be read.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// An element to deliver is malformed.
    #[error("MsgBody[{index}] is not an element: {problem}")]
    #[non_exhaustive]
    Element {
        /// The index, counted from 0.
        index: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// The code is undefined for the command.
    #[error("code {code} is undefined for this command")]
    #[non_exhaustive]
    UndefinedCode {
        /// The code.
        code: u32,
        /// The codes that are defined.
        defined: String,
    },
    /// The code says that the app failed; the code of a target belongs in `ResultItem`.
    #[error("ErrorCode {0} says that the app failed")]
    AppFailed(u32),
    /// The code says that the callback of an after-command failed. The effect is not documented.
    #[error("code {0} says that the callback failed, and its effect is not documented")]
    EventFailed(u32),
    /// The answer is not valid for its command.
    #[error(transparent)]
    NotOfThisCommand(AnswerError),
    /// The answer leaves out a target of the request.
    #[error("target {0} is missing from ResultItem")]
    NotAnsweredFor(UserId),
    /// The answer contains an account that is not a target of the request.
    #[error("{0} is in ResultItem but is not a target of the request")]
    NotAskedAbout(UserId),
}

impl AnswerIssue {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::TooLate(_) => "Set a deadline after which the policies answer.",
            Self::Status(401 | 403) => {
                "Check app, token and clock, or answer a rejection with status 200."
            }
            Self::Status(_) => {
                "Answer every callback from Tencent with status 200, even to refuse it."
            }
            Self::ContentType(_) => "Send application/json.",
            Self::NotAnObject | Self::MissingField(_) => {
                "Send ActionStatus, ErrorCode and ErrorInfo in one object."
            }
            Self::WrongKind { expected, .. } => return Cow::Owned(format!("Send {expected}.")),
            Self::Unreadable(_) => "Send what the page of the command documents.",
            Self::Element { .. } => "Send its MsgType and MsgContent.",
            Self::UndefinedCode { defined, .. } => return Cow::Owned(format!("Send {defined}.")),
            Self::EventFailed(_) => "Send 0.",
            Self::AppFailed(_) => "Put the code of a target into ResultItem.",
            Self::NotOfThisCommand(error) => error.help(),
            Self::NotAnsweredFor(_) => "Answer for every target of the request.",
            Self::NotAskedAbout(_) => "Answer only for the targets of the request.",
        })
    }
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

/// The fields of an answer. They are checked here because serde's errors do not name the wrong
/// field.
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
    optional("AgentGroupId", "an unsigned integer", Value::is_u64),
    optional("AgentIdList", "a list of strings", is_strings),
    optional("Body", "an object", Value::is_object),
];

fn is_strings(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_string))
}

impl Field {
    fn issue(&self, answer: &Map<String, Value>) -> Option<AnswerIssue> {
        match answer.get(self.name) {
            None if self.required => Some(AnswerIssue::MissingField(self.name)),
            None => None,
            Some(Value::Null) if !self.required => None,
            Some(value) if (self.is_expected)(value) => None,
            Some(_) => Some(AnswerIssue::WrongKind { field: self.name, expected: self.expected }),
        }
    }
}

/// The issues that make an answer count as a failed callback.
pub(super) fn of_transport(response: &Response<'_>) -> Vec<AnswerIssue> {
    let mut issues = Vec::new();
    issues.extend(response.took.filter(|took| *took > CALLBACK_TIMEOUT).map(AnswerIssue::TooLate));
    if response.status != 200 {
        issues.push(AnswerIssue::Status(response.status));
    }
    issues
}

/// An issue that does not make the callback fail: no page says that the content type matters.
pub(super) fn of_content_type(response: &Response<'_>) -> Option<AnswerIssue> {
    let media_type = response.content_type.split(';').next().unwrap_or_default().trim();
    let is_json = media_type.eq_ignore_ascii_case("application/json");
    (!is_json).then(|| AnswerIssue::ContentType(response.content_type.to_owned()))
}

/// Reads an answer, or returns why it is not one.
pub(super) fn read(body: &[u8]) -> Result<Answer, Vec<AnswerIssue>> {
    let Ok(Value::Object(fields)) = serde_json::from_slice(body) else {
        return Err(vec![AnswerIssue::NotAnObject]);
    };
    let issues: Vec<_> = FIELDS.iter().filter_map(|field| field.issue(&fields)).collect();
    if !issues.is_empty() {
        return Err(issues);
    }
    let answer: Answer = serde_json::from_slice(body)
        .map_err(|error| vec![AnswerIssue::Unreadable(error.to_string())])?;
    let issues = of_elements(&answer);
    if issues.is_empty() { Ok(answer) } else { Err(issues) }
}

fn of_elements(answer: &Answer) -> Vec<AnswerIssue> {
    let elements = answer.msg_body.iter().flatten().enumerate();
    let read = elements.map(|(index, raw)| (index, serde_json::from_str::<MsgElement>(raw.get())));
    read.filter_map(|(index, element)| {
        Some(AnswerIssue::Element { index, problem: element.err()?.to_string() })
    })
    .collect()
}
