#[cfg(feature = "schema")]
use serde_json::json;

#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    ALLOWED, Answer, AnswerError, Decision, Fallback, GroupRejectCode, REJECTED, Verdict, code,
    sealed, serialize_as_answer,
};
use crate::value::UserId;

/// The verdict on users who are about to be added to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "a verdict does nothing until it is returned"]
pub enum InviteVerdict {
    /// All of them are added.
    Allow,
    /// All but these are added. An empty list answers as `Allow`.
    Refuse(Vec<UserId>),
    /// None of them is added; the caller gets 10016.
    Reject,
    /// None of them is added; the caller gets this code and this text.
    #[non_exhaustive]
    RejectWith {
        /// The code that the client gets.
        code: GroupRejectCode,
        /// The text that the client gets as `ErrorInfo`.
        text: String,
    },
}

impl InviteVerdict {
    /// Refuses all of them with your own code and text.
    pub fn reject_with(code: GroupRejectCode, text: impl Into<String>) -> Self {
        Self::RejectWith { code, text: text.into() }
    }
}

impl Verdict for InviteVerdict {
    fn to_answer(&self) -> Answer {
        match self {
            Self::Allow => Answer::allow(),
            Self::Refuse(members) => {
                let mut answer = Answer::allow();
                answer.refused_members_account.clone_from(members);
                answer
            }
            Self::Reject => Answer::reject(),
            Self::RejectWith { code, text } => Answer::new(code.get(), text),
        }
    }

    fn decision(&self) -> Decision {
        match self {
            Self::Allow => Decision::Allow,
            Self::Reject => Decision::Reject { code: None },
            Self::RejectWith { code, .. } => Decision::Reject { code: Some(code.get()) },
            Self::Refuse(members) => Decision::refuse(members.len()),
        }
    }
}

impl sealed::Verdict for InviteVerdict {
    const DECIDES: bool = true;

    fn fixed(&self) -> Option<&'static str> {
        match self {
            Self::Allow => Some(ALLOWED),
            Self::Reject => Some(REJECTED),
            Self::Refuse(_) | Self::RejectWith { .. } => None,
        }
    }

    fn fallback(fallback: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(match fallback {
            Fallback::Allow => Self::Allow,
            Fallback::Reject => Self::Reject,
        })
    }
}

serialize_as_answer!(InviteVerdict);

impl TryFrom<Answer> for InviteVerdict {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        if answer.error_code == code::ALLOW {
            answer.check_only(&["RefusedMembers_Account"])?;
            let members = answer.refused_members_account;
            return Ok(if members.is_empty() { Self::Allow } else { Self::Refuse(members) });
        }
        answer.check_only(&[])?;
        match (answer.error_code, GroupRejectCode::new(answer.error_code)) {
            (code::REJECT, _) => Ok(Self::Reject),
            (_, Some(code)) => Ok(Self::RejectWith { code, text: answer.error_info }),
            (undefined, None) => Err(AnswerError::UndefinedCode(undefined)),
        }
    }
}

describe! { InviteVerdict, "InviteVerdict", |generator| {
    let members = generator.subschema_for::<Vec<UserId>>();
    shape::one_of("Who may join.", [
        Shape::new("Allow", "All may join.", code::ALLOW),
        Shape::new("Refuse", "All may join but these.", code::ALLOW)
            .with("RefusedMembers_Account", members, json!(["dora"])),
        Shape::new("Reject", "Nobody may join.", code::REJECT),
        Shape::reject_with::<GroupRejectCode>(
            "Nobody may join; the client gets this code and text.",
        ),
    ])
} }
