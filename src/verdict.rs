//! Verdicts: the possible answers to callbacks, with one type for each set of choices.
//!
//! A [`Decide`](crate::Decide) returns the verdict type of its own command, so the answer of
//! another command does not compile, and you never write the codes 0, 1 or 2.
//!
//! ```
//! use tim_callback::{GroupRejectCode, MsgVerdict};
//!
//! const SPAM: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
//! let verdict = MsgVerdict::reject_with(SPAM, "no advertising here");
//! assert_eq!(serde_json::to_string(&verdict).unwrap(),
//!     r#"{"ActionStatus":"OK","ErrorInfo":"no advertising here","ErrorCode":10101}"#);
//! ```

mod ack;
mod answer;
mod assign;
mod decision;
mod friend;
mod gate;
mod invite;
mod msg;
mod reject_code;
#[cfg(feature = "schema")]
mod shape;
mod subscribe;
mod variables;

use std::fmt;

use serde::Serialize;

pub use ack::Ack;
pub use answer::{ActionStatus, Answer, AnswerError};
pub use assign::{AgentAssignment, AgentAssignmentError, AssignVerdict};
pub use decision::Decision;
pub use friend::{FriendDecision, FriendVerdict, ResultItem, TargetError};
pub use gate::Gate;
pub use invite::InviteVerdict;
pub use msg::MsgVerdict;
pub use reject_code::{
    C2cRejectCode, FriendRejectCode, GroupRejectCode, LiveRejectCode, RejectCode, RejectCodeError,
};
pub use subscribe::SubscribeVerdict;
pub use variables::VariablesVerdict;

/// What to answer when no verdict was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fallback {
    /// The operation goes on, as if the callback had allowed it.
    Allow,
    /// The operation is refused. After-commands are still acknowledged.
    Reject,
}

/// A set of possible answers to a command. This trait is sealed.
pub trait Verdict:
    sealed::Verdict
    + TryFrom<Answer, Error = AnswerError>
    + Serialize
    + PartialEq
    + fmt::Debug
    + Send
    + Sync
    + 'static
{
    /// The answer to send.
    fn to_answer(&self) -> Answer;

    /// What the answer decides, for logs and metrics.
    fn decision(&self) -> Decision;
}

pub(crate) mod sealed {
    use std::borrow::Cow;

    use super::Fallback;
    use crate::value::UserId;

    pub trait Verdict: Sized {
        /// Whether the answer decides or only acknowledges.
        const DECIDES: bool;

        /// Whether a verdict allows without saying more. If not, a fallback is a failure under
        /// every policy.
        const CAN_ALLOW: bool = true;

        /// The answer that says that the app failed, for when [`fallback`](Self::fallback) has no
        /// verdict.
        const FAILED: &'static str = super::REJECTED;

        /// The bytes of an answer that never varies.
        fn fixed(&self) -> Option<&'static str>;

        /// The verdict to use when none was reached; `None` if no verdict expresses the fallback.
        /// `targets` returns the accounts that the request asks about, or `None` if it cannot be
        /// decoded.
        fn fallback(
            fallback: Fallback,
            targets: impl FnOnce() -> Option<Vec<UserId>>,
        ) -> Option<Self>;
    }

    /// The answer's JSON.
    pub(crate) fn json<V: super::Verdict>(verdict: &V) -> Cow<'static, [u8]> {
        match verdict.fixed() {
            Some(fixed) => Cow::Borrowed(fixed.as_bytes()),
            None => verdict.to_answer().to_json(),
        }
    }
}

/// Serialises a verdict as its answer.
macro_rules! serialize_as_answer {
    ($name:ident $(<$param:ident>)?) => {
        impl$(<$param: $crate::verdict::RejectCode>)? serde::Serialize for $name$(<$param>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::verdict::Verdict::to_answer(self).serialize(serializer)
            }
        }
    };
}

pub(crate) use serialize_as_answer;

const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const REJECTED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
const DROPPED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;

/// The documented meanings of an answer's code.
mod code {
    pub(super) const ALLOW: u32 = 0;
    pub(super) const REJECT: u32 = 1;
    pub(super) const DROP: u32 = 2;
}
