#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    ALLOWED, Answer, AnswerError, Decision, Fallback, Verdict, sealed, serialize_as_answer,
};
use crate::value::UserId;

/// The acknowledgement of an after-command: the event was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[must_use = "an answer does nothing until it is returned"]
pub struct Ack;

impl Verdict for Ack {
    fn to_answer(&self) -> Answer {
        Answer::allow()
    }

    fn decision(&self) -> Decision {
        Decision::Acknowledge
    }
}

impl sealed::Verdict for Ack {
    const DECIDES: bool = false;

    fn fixed(&self) -> Option<&'static str> {
        Some(ALLOWED)
    }

    fn fallback(_: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(Self)
    }
}

serialize_as_answer!(Ack);

impl TryFrom<Answer> for Ack {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        answer.check_only(&[])?;
        if answer.error_code == 0 {
            Ok(Self)
        } else {
            Err(AnswerError::UndefinedCode(answer.error_code))
        }
    }
}

describe! { Ack, "Ack", |_| {
    let ack = Shape::new("Ack", "The app has received the event. There is no other answer.", 0);
    shape::one_of("An acknowledgement.", [ack])
} }
