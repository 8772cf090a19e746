//! How a callback ended, before the reply is made and the observers are told.

use std::borrow::Cow;
use std::error::Error as StdError;

use super::outcome::{Failure, Outcome};
use super::quiet::{Unfinished, dropped};
use super::shadow::Shadow;
use crate::auth::Verified;
use crate::call::{FallbackAnswer, Queried, Targets, Undecodable};
use crate::error::{Error, Unread};
use crate::query::{CallbackQuery, QueryError};

pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

/// The result of the service's code, unless it panicked or ran out of time.
pub(super) type ResultOrUnfinished<T> = Result<Result<T, BoxError>, Unfinished>;

/// How a guard stopped a callback.
pub(super) struct Stopped {
    pub(super) outcome: Outcome,
    pub(super) error: Option<Error>,
    pub(super) cause: Option<BoxError>,
}

/// How a callback ended.
pub(super) struct Ended<'b> {
    /// The owner of the query; `None` if the query cannot be read. It is boxed so that little is
    /// moved when a callback ends.
    pub(super) queried: Option<Box<dyn Queried>>,
    pub(super) outcome: Outcome,
    /// The verdict's answer; `None` if the policies answer.
    pub(super) answer: Option<FallbackAnswer>,
    /// For the policies.
    pub(super) targets: Targets<'b>,
    /// Why the callback was refused or did not decode.
    pub(super) error: Option<Box<Error>>,
    /// The error that the decider or the guard returned.
    pub(super) cause: Option<BoxError>,
    pub(super) shadow: Option<Shadow>,
}

impl<'b> Ended<'b> {
    fn new(queried: Option<Box<dyn Queried>>, outcome: Outcome) -> Self {
        let (answer, error, cause, shadow) = (None, None, None, None);
        Self { queried, outcome, answer, targets: Targets::Unknown, error, cause, shadow }
    }

    fn of_query(query: CallbackQuery, outcome: Outcome) -> Self {
        Self::new(Some(Box::new(query)), outcome)
    }

    /// A callback whose query cannot be read.
    pub(super) fn unreadable(error: QueryError) -> Self {
        let error = Error::Incoming(error.into());
        Self { error: Some(Box::new(error)), ..Self::new(None, Outcome::Refused) }
    }

    pub(super) fn refused(query: CallbackQuery, error: Error) -> Self {
        Self { error: Some(Box::new(error)), ..Self::of_query(query, Outcome::Refused) }
    }

    /// A callback that was verified but not decoded.
    pub(super) fn verified(verified: Verified<'b>, outcome: Outcome) -> Self {
        let (query, body) = verified.into_parts();
        Self { targets: Targets::InBody(body), ..Self::of_query(query, outcome) }
    }

    /// A callback that its guard stopped.
    pub(super) fn stopped(verified: Verified<'b>, stopped: Stopped) -> Self {
        let Stopped { outcome, error, cause } = stopped;
        Self { error: error.map(Box::new), cause, ..Self::verified(verified, outcome) }
    }

    pub(super) fn undecodable(undecodable: Undecodable<'_>) -> Self {
        let (error, verified) = undecodable.into_parts();
        let (query, _) = verified.into_parts();
        let error = Some(Box::new(error.into()));
        Self { error, ..Self::of_query(query, Outcome::Undecodable) }
    }

    /// The service says that no verdict will come.
    pub(super) fn given_up(verified: &'b Verified<'_>, failure: Failure) -> Self {
        let targets = Targets::InBody(Cow::Borrowed(verified.raw_body()));
        Self { targets, ..Self::of_query(verified.query().clone(), failure.into()) }
    }

    /// The service could not read the body.
    pub(super) fn unread(query: &str, unread: Unread) -> Self {
        match CallbackQuery::parse(query) {
            Ok(query) => Self::refused(query, unread.into()),
            Err(error) => Self::unreadable(error),
        }
    }

    /// Adds the guard's error as the cause, unless there is a cause already.
    #[inline]
    pub(super) fn add_guard_cause(&mut self, cause: Option<BoxError>) {
        match cause {
            Some(cause) if self.cause.is_some() => dropped(cause),
            Some(cause) => self.cause = Some(cause),
            None => {}
        }
    }

    /// A callback that was given to the service's code.
    #[inline]
    pub(super) fn answered(
        queried: Box<dyn Queried>,
        answer: ResultOrUnfinished<FallbackAnswer>,
    ) -> Self {
        let queried = Some(queried);
        match answer {
            Ok(Ok(answer)) => Self { answer: Some(answer), ..Self::new(queried, Outcome::Decided) },
            Ok(Err(cause)) => Self { cause: Some(cause), ..Self::new(queried, Outcome::Failed) },
            Err(Unfinished::Panicked) => Self::new(queried, Outcome::Panicked),
            Err(Unfinished::Deadline) => Self::new(queried, Outcome::Deadline),
        }
    }
}
