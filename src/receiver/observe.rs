//! What a receiver tells its service: never a token, a signature or a message.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::Failure;
use crate::command::CallbackCommand;
use crate::error::Error;

/// How a callback ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// A decider gave the verdict.
    Decided,
    /// Refused before its body was looked at, with the status of [`Event::error`].
    Refused,
    /// Received before; a before-command is refused, any other acknowledged.
    Repeated,
    /// No decider is registered for the command.
    Unregistered,
    /// This version does not type the command.
    Unknown,
    /// The body does not decode.
    Undecodable,
    /// The decider returned an error.
    Failed,
    /// The decider panicked.
    Panicked,
    /// The replay guard's store failed, and the policies say to reject.
    GuardFailed,
    /// The service said that the deadline had passed.
    Deadline,
    /// The service said that it could not decide.
    Unavailable,
}

impl Outcome {
    pub(super) fn of_failure(failure: Failure) -> Self {
        match failure {
            Failure::Deadline => Self::Deadline,
            Failure::Unavailable => Self::Unavailable,
        }
    }
}

/// One callback, as its service may log it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Event<'a> {
    /// The command; `None` before it is verified, and for commands that are not typed.
    pub command: Option<CallbackCommand>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it was refused or could not be decoded.
    pub error: Option<&'a Error>,
    /// How long it took, from the start of the stage that ended it.
    pub elapsed: Duration,
}

pub(super) type Observer = Box<dyn Fn(&Event<'_>) + Send + Sync>;

/// One callback under way. Without an observer it costs nothing, not even a look at the clock.
pub struct Watch<'a>(Option<(&'a Observer, Instant)>);

impl<'a> Watch<'a> {
    pub(super) fn start(observer: Option<&'a Observer>) -> Self {
        Self(observer.map(|observer| (observer, Instant::now())))
    }

    pub(super) fn end(
        &self,
        command: Option<CallbackCommand>,
        outcome: Outcome,
        error: Option<&Error>,
    ) {
        if let Some((observer, start)) = &self.0 {
            let event = Event { command, outcome, error, elapsed: start.elapsed() };
            // An observer that panics must not cost the callback its answer.
            let _ = catch_unwind(AssertUnwindSafe(|| observer(&event)));
        }
    }
}
