#[cfg(feature = "schema")]
use serde_json::json;

#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    ALLOWED, Answer, AnswerError, DROPPED, Decision, Fallback, REJECTED, RejectCode, Verdict, code,
    sealed, serialize_as_answer,
};
#[cfg(feature = "schema")]
use crate::message::MsgElement;
use crate::message::MsgPatch;
use crate::value::UserId;

/// The verdict on a message that is about to be delivered.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[must_use = "a verdict does nothing until it is returned"]
pub enum MsgVerdict<R> {
    /// Deliver it as it is.
    Allow,
    /// Refuse it; the sender gets 10016 (20006 for a one-to-one message).
    Reject,
    /// Refuse it; the sender gets this code and this text.
    #[non_exhaustive]
    RejectWith {
        /// The code that the client gets.
        code: R,
        /// The text that the client gets as `ErrorInfo`.
        text: String,
    },
    /// Do not deliver it, but report success to the sender.
    SilentDrop,
    /// Deliver it with these changes. A patch that changes nothing answers as `Allow`.
    Modify(MsgPatch),
}

impl<R> MsgVerdict<R> {
    /// Refuses with your own code and text.
    pub fn reject_with(code: R, text: impl Into<String>) -> Self {
        Self::RejectWith { code, text: text.into() }
    }
}

impl<R> From<MsgPatch> for MsgVerdict<R> {
    fn from(patch: MsgPatch) -> Self {
        Self::Modify(patch)
    }
}

impl<R: RejectCode> Verdict for MsgVerdict<R> {
    fn to_answer(&self) -> Answer {
        match self {
            Self::Allow => Answer::allow(),
            Self::Reject => Answer::reject(),
            Self::RejectWith { code, text } => Answer::new(code.code(), text),
            Self::SilentDrop => Answer::new(code::DROP, ""),
            Self::Modify(patch) => {
                let mut answer = Answer::allow();
                answer.msg_body = patch.changed_elements().map(<[_]>::to_vec);
                answer.cloud_custom_data = patch.cloud_custom_data().map(str::to_owned);
                answer
            }
        }
    }

    fn decision(&self) -> Decision {
        match self {
            Self::Allow => Decision::Allow,
            Self::Reject => Decision::Reject { code: None },
            Self::RejectWith { code, .. } => Decision::Reject { code: Some(code.code()) },
            Self::SilentDrop => Decision::SilentDrop,
            Self::Modify(patch) if patch.is_empty() => Decision::Allow,
            Self::Modify(_) => Decision::Modify,
        }
    }
}

impl<R: RejectCode> sealed::Verdict for MsgVerdict<R> {
    const DECIDES: bool = true;

    fn fixed(&self) -> Option<&'static str> {
        match self {
            Self::Allow => Some(ALLOWED),
            Self::Reject => Some(REJECTED),
            Self::SilentDrop => Some(DROPPED),
            Self::RejectWith { .. } | Self::Modify(_) => None,
        }
    }

    fn fallback(fallback: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(match fallback {
            Fallback::Allow => Self::Allow,
            Fallback::Reject => Self::Reject,
        })
    }
}

serialize_as_answer!(MsgVerdict<R>);

impl<R: RejectCode> TryFrom<Answer> for MsgVerdict<R> {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        if answer.error_code == code::ALLOW {
            answer.check_only(&["MsgBody", "CloudCustomData"])?;
            return match (answer.msg_body, answer.cloud_custom_data) {
                (None, None) => Ok(Self::Allow),
                (Some(elements), _) if elements.is_empty() => Err(AnswerError::EmptyMsgBody),
                (elements, data) => Ok(Self::Modify(MsgPatch::from_answer(elements, data))),
            };
        }
        answer.check_only(&[])?;
        match answer.error_code {
            code::REJECT => Ok(Self::Reject),
            code::DROP => Ok(Self::SilentDrop),
            own => match R::from_code(own) {
                Some(code) => Ok(Self::RejectWith { code, text: answer.error_info }),
                None => Err(AnswerError::UndefinedCode(own)),
            },
        }
    }
}

describe! { [R: RejectCode] MsgVerdict<R>, format!("{}MsgVerdict", R::FAMILY), |generator| {
    let mut elements = generator.subschema_for::<Vec<MsgElement>>();
    elements.insert("minItems".to_owned(), 1.into());
    let element = json!({ "MsgType": "TIMTextElem", "MsgContent": { "Text": "hi" } });
    shape::one_of("Whether a message is delivered, and how.", [
        Shape::new("Allow", "The message is delivered as it is.", code::ALLOW),
        Shape::new("Reject", "The message is refused.", code::REJECT),
        Shape::reject_with::<R>("The message is refused; the sender gets this code and text."),
        Shape::new("SilentDrop", "Nobody gets the message; the sender sees success.", code::DROP),
        Shape::new("Modify", "The message is delivered with these changes.", code::ALLOW)
            .with("MsgBody", elements, json!([element]))
            .with("CloudCustomData", generator.subschema_for::<String>(), json!("reviewed")),
    ])
} }
