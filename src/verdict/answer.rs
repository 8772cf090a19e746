//! Answers as on the wire, to write and to read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use macro_rules_attribute::derive;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::{RawValue, Value};

use super::{ResultItem, code};
use crate::json::{MapOnly, null_as_default};
use crate::value::UserId;

/// `ActionStatus` of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ActionStatus {
    /// The callback was processed. This crate always answers this.
    Ok,
    /// The callback was not processed. The effect is not documented.
    Fail,
}

/// The answer to any command, as it is on the wire.
///
/// A verdict converts into an answer and back, so that a test of a running service can read what
/// the service answered.
///
/// ```
/// use tim_callback::verdict::Answer;
/// use tim_callback::{GroupRejectCode, MsgVerdict};
///
/// let answer: Answer = serde_json::from_str(
///     r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#,
/// ).unwrap();
/// assert_eq!(MsgVerdict::<GroupRejectCode>::try_from(answer), Ok(MsgVerdict::SilentDrop));
/// ```
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34354)
#[derive(Debug, Clone, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Answer {
    /// Whether the callback was processed.
    pub action_status: ActionStatus,
    /// A text for the client. May be empty.
    pub error_info: String,
    /// The decision: 0, 1, 2, or a code defined by the app.
    pub error_code: u32,
    /// The elements to deliver instead of the original ones. Absent if they do not change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_body: Option<Vec<Box<RawValue>>>,
    /// The custom data to deliver instead of the original. Absent if it does not change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// The accounts that must not join.
    #[serde(
        rename = "RefusedMembers_Account",
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub refused_members_account: Vec<UserId>,
    /// The accounts that must not subscribe.
    #[serde(
        rename = "RefusedSubscribers_Account",
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub refused_subscribers_account: Vec<UserId>,
    /// The decision for each target of a friend request. Absent for other commands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_item: Option<Vec<ResultItem>>,
    /// The group whose agents may take the session. Absent for other commands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_group_id: Option<u64>,
    /// The e-mail addresses of the agents who may take the session. Empty for other commands.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub agent_id_list: Vec<String>,
    /// The values that go back into a chatbot's task. Absent for other commands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<BTreeMap<String, Value>>,
}

/// Why an answer is not valid for its command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// `ActionStatus` is not `OK`. The effect is not documented.
    #[error("ActionStatus is not OK")]
    NotOk,
    /// The code is undefined for this command.
    #[error("ErrorCode {0} is undefined for this command")]
    UndefinedCode(u32),
    /// The answer has a field that is undefined for this command or this code.
    #[error("{0} has no meaning in this answer")]
    UnexpectedField(&'static str),
    /// The answer lacks a field that this command requires.
    #[error("missing field {0}")]
    MissingField(&'static str),
    /// The answer replaces the message with an empty one.
    #[error("MsgBody is empty")]
    EmptyMsgBody,
    /// The answer assigns a session to an agent without an address.
    #[error("AgentIdList names an empty address")]
    EmptyAgentId,
}

impl AnswerError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotOk => "Answer OK: what any other status does is not documented.",
            Self::UndefinedCode(_) => "Answer with one of the command's verdicts.",
            Self::UnexpectedField(_) => "Leave the field out.",
            Self::MissingField(_) => "Send the field.",
            Self::EmptyAgentId => "Leave the address out.",
            Self::EmptyMsgBody => "To keep a message from being delivered, answer 1 or 2.",
        }
    }
}

impl Answer {
    pub(super) fn new(error_code: u32, error_info: impl Into<String>) -> Self {
        Self {
            action_status: ActionStatus::Ok,
            error_info: error_info.into(),
            error_code,
            msg_body: None,
            cloud_custom_data: None,
            refused_members_account: Vec::new(),
            refused_subscribers_account: Vec::new(),
            result_item: None,
            agent_group_id: None,
            agent_id_list: Vec::new(),
            body: None,
        }
    }

    pub(super) fn allow() -> Self {
        Self::new(code::ALLOW, "")
    }

    pub(super) fn reject() -> Self {
        Self::new(code::REJECT, "")
    }

    /// The answer's JSON, compact, in documented order.
    pub(crate) fn to_json(&self) -> Cow<'static, [u8]> {
        // Strings, numbers and raw JSON always have a JSON form.
        Cow::Owned(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Returns an error if `ActionStatus` is not `OK`, or if the answer has a field other than
    /// these.
    pub(super) fn check_only(&self, fields: &[&str]) -> Result<(), AnswerError> {
        if self.action_status != ActionStatus::Ok {
            return Err(AnswerError::NotOk);
        }
        let present = [
            ("MsgBody", self.msg_body.is_some()),
            ("CloudCustomData", self.cloud_custom_data.is_some()),
            ("RefusedMembers_Account", !self.refused_members_account.is_empty()),
            ("RefusedSubscribers_Account", !self.refused_subscribers_account.is_empty()),
            ("ResultItem", self.result_item.is_some()),
            ("AgentGroupId", self.agent_group_id.is_some()),
            ("AgentIdList", !self.agent_id_list.is_empty()),
            ("Body", self.body.is_some()),
        ];
        match present.into_iter().find(|(name, present)| *present && !fields.contains(name)) {
            Some((name, _)) => Err(AnswerError::UnexpectedField(name)),
            None => Ok(()),
        }
    }
}

impl Serialize for ActionStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Ok => "OK",
            Self::Fail => "FAIL",
        })
    }
}

impl<'de> Deserialize<'de> for ActionStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Status;

        impl Visitor<'_> for Status {
            type Value = ActionStatus;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("OK or FAIL")
            }

            fn visit_str<E: Error>(self, status: &str) -> Result<ActionStatus, E> {
                match status {
                    "OK" => Ok(ActionStatus::Ok),
                    "FAIL" => Ok(ActionStatus::Fail),
                    _ => Err(E::invalid_value(Unexpected::Other("another status"), &self)),
                }
            }
        }

        deserializer.deserialize_str(Status)
    }
}

describe! { ActionStatus, "ActionStatus", |_| schemars::json_schema!({
    "description": "Whether the callback was processed.",
    "enum": ["OK", "FAIL"],
}) }
