use super::{
    ALLOWED, Answer, AnswerError, Fallback, GroupRejectCode, Phase, REJECTED, Verdict, code,
    sealed, serialize_as_answer,
};
use crate::value::UserId;

/// The verdict on users who are to be pulled into a group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a verdict does nothing until it is returned"]
pub enum InviteVerdict {
    /// All of them are added.
    Allow,
    /// All but these are added. Refusing nobody answers as `Allow`.
    Refuse(Vec<UserId>),
    /// None of them is added; the caller gets 10016.
    Reject,
    /// None of them is added; the caller gets this code and this text.
    RejectWith(GroupRejectCode, String),
}

impl InviteVerdict {
    /// Refuse all of them with a code and a text of the app's own.
    pub fn reject_with(code: GroupRejectCode, text: impl Into<String>) -> Self {
        Self::RejectWith(code, text.into())
    }
}

impl Verdict for InviteVerdict {
    const PHASE: Phase = Phase::Before;

    fn to_answer(&self) -> Answer {
        match self {
            Self::Allow => Answer::allow(),
            Self::Refuse(members) => {
                let mut answer = Answer::allow();
                answer.refused_members_account.clone_from(members);
                answer
            }
            Self::Reject => Answer::reject(),
            Self::RejectWith(code, text) => Answer::new(code.get(), text),
        }
    }
}

impl sealed::Verdict for InviteVerdict {
    fn fixed(&self) -> Option<&'static str> {
        match self {
            Self::Allow => Some(ALLOWED),
            Self::Reject => Some(REJECTED),
            Self::Refuse(_) | Self::RejectWith(..) => None,
        }
    }

    fn fallback(fallback: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Answer {
        Answer::fallback(fallback)
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
            (_, Some(code)) => Ok(Self::RejectWith(code, answer.error_info)),
            (undefined, None) => Err(AnswerError::UndefinedCode(undefined)),
        }
    }
}
