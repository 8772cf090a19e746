#[cfg(feature = "schema")]
use serde_json::json;

#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    ALLOWED, Answer, AnswerError, Decision, Fallback, REJECTED, Verdict, code, sealed,
    serialize_as_answer,
};
use crate::value::UserId;

/// The verdict on users who are about to subscribe to an official account. No range of codes for
/// the app is documented.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "a verdict does nothing until it is returned"]
pub enum SubscribeVerdict {
    /// All of them subscribe.
    Allow,
    /// All but these subscribe. An empty list answers as `Allow`.
    Refuse(Vec<UserId>),
    /// None of them subscribes.
    Reject,
}

impl Verdict for SubscribeVerdict {
    fn to_answer(&self) -> Answer {
        match self {
            Self::Allow => Answer::allow(),
            Self::Refuse(subscribers) => {
                let mut answer = Answer::allow();
                answer.refused_subscribers_account.clone_from(subscribers);
                answer
            }
            Self::Reject => Answer::reject(),
        }
    }

    fn decision(&self) -> Decision {
        match self {
            Self::Allow => Decision::Allow,
            Self::Refuse(subscribers) => Decision::refuse(subscribers.len()),
            Self::Reject => Decision::Reject { code: None },
        }
    }
}

impl sealed::Verdict for SubscribeVerdict {
    const DECIDES: bool = true;

    fn fixed(&self) -> Option<&'static str> {
        match self {
            Self::Allow => Some(ALLOWED),
            Self::Reject => Some(REJECTED),
            Self::Refuse(_) => None,
        }
    }

    fn fallback(fallback: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(match fallback {
            Fallback::Allow => Self::Allow,
            Fallback::Reject => Self::Reject,
        })
    }
}

serialize_as_answer!(SubscribeVerdict);

impl TryFrom<Answer> for SubscribeVerdict {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        match answer.error_code {
            code::ALLOW => {
                answer.check_only(&["RefusedSubscribers_Account"])?;
                let subscribers = answer.refused_subscribers_account;
                Ok(if subscribers.is_empty() { Self::Allow } else { Self::Refuse(subscribers) })
            }
            code::REJECT => answer.check_only(&[]).map(|()| Self::Reject),
            undefined => Err(AnswerError::UndefinedCode(undefined)),
        }
    }
}

describe! { SubscribeVerdict, "SubscribeVerdict", |generator| {
    let subscribers = generator.subschema_for::<Vec<UserId>>();
    shape::one_of("Who may subscribe.", [
        Shape::new("Allow", "All may subscribe.", code::ALLOW),
        Shape::new("Refuse", "All may subscribe but these.", code::ALLOW)
            .with("RefusedSubscribers_Account", subscribers, json!(["dora"])),
        Shape::new("Reject", "Nobody may subscribe.", code::REJECT),
    ])
} }
