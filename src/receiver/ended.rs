//! How a callback ended, before anybody is told.

use std::borrow::Cow;
use std::error::Error as StdError;

use super::outcome::{Failure, Outcome};
use super::quiet::Unfinished;
use super::shadow::Shadow;
use crate::auth::Verified;
use crate::call::{FallbackAnswer, Targets, Undecodable};
use crate::error::{Error, Unread};
use crate::query::CallbackQuery;

pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

/// What code of the service's ended in: a result of its own, or neither.
pub(super) type ResultOrUnfinished<T> = Result<Result<T, BoxError>, Unfinished>;

/// How a callback ended.
pub(super) struct Ended<'b> {
    /// `None` if it cannot be read.
    pub(super) query: Option<CallbackQuery>,
    pub(super) outcome: Outcome,
    /// The verdict's answer; `None` where the policies answer.
    pub(super) answer: Option<FallbackAnswer>,
    /// For the policies.
    pub(super) targets: Targets<'b>,
    /// Why it was refused or did not decode.
    pub(super) error: Option<Error>,
    /// What the decider or the guard failed with.
    pub(super) cause: Option<BoxError>,
    pub(super) shadow: Option<Shadow>,
}

impl<'b> Ended<'b> {
    pub(super) fn new(query: Option<CallbackQuery>, outcome: Outcome) -> Self {
        let (answer, error, cause, shadow) = (None, None, None, None);
        Self { query, outcome, answer, targets: Targets::Unknown, error, cause, shadow }
    }

    pub(super) fn refused(query: Option<CallbackQuery>, error: Error) -> Self {
        Self { error: Some(error), ..Self::new(query, Outcome::Refused) }
    }

    /// A callback that was verified and not decoded.
    pub(super) fn verified(verified: Verified<'b>, outcome: Outcome) -> Self {
        let (query, body) = verified.into_parts();
        Self { targets: Targets::InBody(body), ..Self::new(Some(query), outcome) }
    }

    pub(super) fn undecodable(undecodable: Undecodable<'_>) -> Self {
        let (error, verified) = undecodable.into_parts();
        let (query, _) = verified.into_parts();
        Self { error: Some(error.into()), ..Self::new(Some(query), Outcome::Undecodable) }
    }

    /// The service says that no verdict will come.
    pub(super) fn given_up(verified: &'b Verified<'_>, failure: Failure) -> Self {
        let targets = Targets::InBody(Cow::Borrowed(verified.raw_body()));
        Self { targets, ..Self::new(Some(verified.query().clone()), failure.into()) }
    }

    /// The service could not read the body.
    pub(super) fn unread(query: &str, unread: Unread) -> Self {
        match CallbackQuery::parse(query) {
            Ok(query) => Self::refused(Some(query), unread.into()),
            Err(error) => Self::refused(None, Error::Incoming(error.into())),
        }
    }

    /// A callback that code of the service's has answered, or has not.
    #[inline]
    pub(super) fn answered(
        query: CallbackQuery,
        answer: ResultOrUnfinished<FallbackAnswer>,
    ) -> Self {
        let query = Some(query);
        match answer {
            Ok(Ok(answer)) => Self { answer: Some(answer), ..Self::new(query, Outcome::Decided) },
            Ok(Err(cause)) => Self { cause: Some(cause), ..Self::new(query, Outcome::Failed) },
            Err(Unfinished::Panicked) => Self::new(query, Outcome::Panicked),
            Err(Unfinished::Deadline) => Self::new(query, Outcome::Deadline),
        }
    }
}
