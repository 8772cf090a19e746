//! What a receiver tells its service: never a token, a signature or a message.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::outcome::Outcome;
use super::policies::Policy;
use super::shadow::Shadow;
use crate::command::CallbackCommand;
use crate::error::Error;
use crate::query::{CallbackQuery, QueryParam};
use crate::value::SdkAppId;
use crate::verdict::Decision;

/// One callback and how it ended, for logs and metrics.
///
/// It contains no token, no signature and no text of a message. [`cause`](Self::cause) is the error
/// of your own decider or replay guard, and shows what you put into it; `Debug` leaves it out.
#[derive(Clone, Copy)]
pub struct Observation<'a> {
    pub(super) query: Option<&'a CallbackQuery>,
    pub(super) outcome: Outcome,
    pub(super) decision: Option<Decision>,
    pub(super) policy: Option<Policy>,
    pub(super) status: u16,
    pub(super) error: Option<&'a Error>,
    pub(super) cause: Option<&'a (dyn StdError + Send + Sync + 'static)>,
    pub(super) shadow: Option<Shadow>,
    pub(super) elapsed: Duration,
}

/// How much of a stranger's text goes into a log, in characters.
const LONGEST: usize = 128;

/// A stranger's text, fit for one line of a log.
fn printable(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let mut shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    Cow::Owned(shown)
}

impl<'a> Observation<'a> {
    /// The command; `None` if it is unknown or the query cannot be read.
    #[must_use]
    pub fn command(&self) -> Option<CallbackCommand> {
        self.query?.command()
    }

    /// The name of the command, known or unknown, escaped and cut to 128 characters; `None` if the
    /// query cannot be read. Anyone can send any name: use it as the label of a metric only if
    /// [`command`](Self::command) is `Some`.
    #[must_use]
    pub fn command_name(&self) -> Option<Cow<'a, str>> {
        self.query.map(|query| printable(query.command_name()))
    }

    /// The app that the callback says it is for; `None` if the query cannot be read. It is verified
    /// unless the outcome is [`Outcome::Refused`].
    #[must_use]
    pub fn sdk_app_id(&self) -> Option<SdkAppId> {
        self.query.map(CallbackQuery::sdk_app_id)
    }

    /// `RequestID` of the query, escaped and cut to 128 characters.
    #[must_use]
    pub fn request_id(&self) -> Option<Cow<'a, str>> {
        self.query?.get(QueryParam::RequestId).map(printable)
    }

    /// How the callback ended.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What the answer decides; `None` if the answer is only an HTTP status.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        self.decision
    }

    /// The policy that gave the answer; `None` if a decider gave it.
    #[must_use]
    pub fn policy(&self) -> Option<Policy> {
        self.policy
    }

    /// The HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Why the callback was refused or did not decode.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.error
    }

    /// The error that the decider or the replay guard returned. If a guard fails, the callback goes
    /// on, unless it is a before-command and the policy for failed deciders is to reject.
    #[must_use]
    pub fn cause(&self) -> Option<&'a (dyn StdError + Send + Sync + 'static)> {
        self.cause
    }

    /// The result of a [shadow decider](super::ReceiverBuilder::shadow).
    #[must_use]
    pub fn shadow(&self) -> Option<Shadow> {
        self.shadow
    }

    /// How long the callback took, from the first stage that the receiver ran itself.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

impl fmt::Debug for Observation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observation")
            .field("command_name", &self.command_name())
            .field("sdk_app_id", &self.sdk_app_id())
            .field("request_id", &self.request_id())
            .field("outcome", &self.outcome)
            .field("decision", &self.decision)
            .field("policy", &self.policy)
            .field("status", &self.status)
            .field("error", &self.error)
            .field("has_cause", &self.cause.is_some())
            .field("shadow", &self.shadow)
            .field("elapsed", &self.elapsed)
            .finish()
    }
}
