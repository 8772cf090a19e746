#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    ALLOWED, Answer, AnswerError, Decision, Fallback, REJECTED, RejectCode, Verdict, code, sealed,
    serialize_as_answer,
};
use crate::value::UserId;

/// The verdict on an operation that is either allowed or refused, such as creating a group, applying
/// to join one, or sending a gift.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "a verdict does nothing until it is returned"]
pub enum Gate<R> {
    /// The operation goes on.
    Allow,
    /// The operation is refused; the caller gets 10016 (20006 for creating an official account). No
    /// page gives the code for a gift.
    Reject,
    /// The operation is refused; the caller gets this code and this text.
    #[non_exhaustive]
    RejectWith {
        /// The code that the client gets.
        code: R,
        /// The text that the client gets as `ErrorInfo`.
        text: String,
    },
}

impl<R> Gate<R> {
    /// Refuses with your own code and text.
    pub fn reject_with(code: R, text: impl Into<String>) -> Self {
        Self::RejectWith { code, text: text.into() }
    }
}

impl<R: RejectCode> Verdict for Gate<R> {
    fn to_answer(&self) -> Answer {
        match self {
            Self::Allow => Answer::allow(),
            Self::Reject => Answer::reject(),
            Self::RejectWith { code, text } => Answer::new(code.code(), text),
        }
    }

    fn decision(&self) -> Decision {
        match self {
            Self::Allow => Decision::Allow,
            Self::Reject => Decision::Reject { code: None },
            Self::RejectWith { code, .. } => Decision::Reject { code: Some(code.code()) },
        }
    }
}

impl<R: RejectCode> sealed::Verdict for Gate<R> {
    const DECIDES: bool = true;

    fn fixed(&self) -> Option<&'static str> {
        match self {
            Self::Allow => Some(ALLOWED),
            Self::Reject => Some(REJECTED),
            Self::RejectWith { .. } => None,
        }
    }

    fn fallback(fallback: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(match fallback {
            Fallback::Allow => Self::Allow,
            Fallback::Reject => Self::Reject,
        })
    }
}

serialize_as_answer!(Gate<R>);

impl<R: RejectCode> TryFrom<Answer> for Gate<R> {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        answer.check_only(&[])?;
        match answer.error_code {
            code::ALLOW => Ok(Self::Allow),
            code::REJECT => Ok(Self::Reject),
            own => match R::from_code(own) {
                Some(code) => Ok(Self::RejectWith { code, text: answer.error_info }),
                None => Err(AnswerError::UndefinedCode(own)),
            },
        }
    }
}

describe! { [R: RejectCode] Gate<R>, format!("{}Gate", R::FAMILY), |_| {
    shape::one_of("Whether the operation goes on.", [
        Shape::new("Allow", "The operation goes on.", code::ALLOW),
        Shape::new("Reject", "The operation is refused.", code::REJECT),
        Shape::reject_with::<R>("The operation is refused; the client gets this code and text."),
    ])
} }
