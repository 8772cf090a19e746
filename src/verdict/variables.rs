use std::collections::BTreeMap;

use serde_json::Value;

#[cfg(feature = "schema")]
use serde_json::json;

#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    Answer, AnswerError, Decision, Fallback, REJECTED, Verdict, code, sealed, serialize_as_answer,
};
use crate::value::UserId;

/// The verdict on a chatbot's task that calls an API: the values that go back into the task.
///
/// ```
/// use tim_callback::verdict::VariablesVerdict;
///
/// let verdict = VariablesVerdict::of([("NextFerry", "14:05")]);
/// assert_eq!(
///     serde_json::to_string(&verdict).unwrap(),
///     r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"Body":{"NextFerry":"14:05"}}"#,
/// );
/// ```
///
/// [Official page](https://www.tencentcloud.com/document/product/1229/68990)
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "a verdict does nothing until it is returned"]
pub enum VariablesVerdict {
    /// The task goes on with these values of its variables. Their types are not documented.
    Return(BTreeMap<String, Value>),
    /// Processing failed. This is also the answer when no verdict was reached, whatever the
    /// policies say: a success without values would let the task go on without them.
    Fail,
}

impl VariablesVerdict {
    /// Returns these values.
    pub fn of<N: Into<String>, V: Into<Value>>(values: impl IntoIterator<Item = (N, V)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), value.into()));
        Self::Return(values.collect())
    }
}

impl Verdict for VariablesVerdict {
    fn to_answer(&self) -> Answer {
        match self {
            Self::Return(values) => Answer { body: Some(values.clone()), ..Answer::allow() },
            Self::Fail => Answer::reject(),
        }
    }

    fn decision(&self) -> Decision {
        match self {
            Self::Return(_) => Decision::Allow,
            Self::Fail => Decision::Failed,
        }
    }
}

impl sealed::Verdict for VariablesVerdict {
    const DECIDES: bool = true;
    const CAN_ALLOW: bool = false;

    fn fixed(&self) -> Option<&'static str> {
        match self {
            Self::Return(_) => None,
            Self::Fail => Some(REJECTED),
        }
    }

    fn fallback(_: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(Self::Fail)
    }
}

serialize_as_answer!(VariablesVerdict);

impl TryFrom<Answer> for VariablesVerdict {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        if answer.error_code != code::ALLOW {
            answer.check_only(&[])?;
            return Ok(Self::Fail);
        }
        answer.check_only(&["Body"])?;
        answer.body.map(Self::Return).ok_or(AnswerError::MissingField("Body"))
    }
}

describe! { VariablesVerdict, "VariablesVerdict", |_| {
    let values = json!({ "type": "object", "additionalProperties": true });
    shape::one_of("The values for the chatbot's task.", [
        Shape::new("Return", "The task goes on with these values.", code::ALLOW)
            .with("Body", values, json!({ "balance": 12 })),
        Shape::new("Fail", "The app failed.", code::REJECT),
    ])
} }
