//! Replay guards with their types erased.

use std::future::Future;
use std::pin::Pin;

use super::ended::BoxError;
use super::quiet::{Timer, Unfinished, caught, caught_within};
use crate::auth::Verified;
use crate::replay::{ReplayGuard, ReplayGuardAsync, ReplayKey};
use crate::value::UnixSeconds;

pub(super) type PlainGuard = Box<dyn ReplayGuard + Send + Sync>;

/// A guard of an async receiver.
pub(super) enum AnyGuard {
    Plain(PlainGuard),
    Future(Box<dyn FutureGuard>),
}

impl From<PlainGuard> for AnyGuard {
    fn from(guard: PlainGuard) -> Self {
        Self::Plain(guard)
    }
}

/// A guard's answer about a callback.
pub(super) enum GuardAnswer {
    New,
    Repeated,
    /// It returned this error, or panicked if there is none.
    Failed(Option<BoxError>),
    Deadline,
}

impl GuardAnswer {
    fn new(is_new: bool) -> Self {
        if is_new { Self::New } else { Self::Repeated }
    }
}

/// The arguments of a guard.
#[derive(Clone, Copy)]
pub(super) struct ReplayEntry {
    key: ReplayKey,
    expires: UnixSeconds,
    now: UnixSeconds,
}

impl ReplayEntry {
    /// `None` if the callback was not verified by a signature: nothing distinguishes a repetition
    /// from a second event.
    #[inline]
    fn of(verified: &Verified<'_>) -> Option<Self> {
        let (key, expires) = verified.replay_key()?;
        Some(Self { key, expires, now: verified.verified_at() })
    }
}

#[inline]
pub(super) fn ask(guard: Option<&PlainGuard>, verified: &Verified<'_>) -> GuardAnswer {
    match guard.and_then(|guard| Some((guard, ReplayEntry::of(verified)?))) {
        None => GuardAnswer::New,
        Some((guard, ReplayEntry { key, expires, now })) => {
            caught(|| guard.is_new(&key, expires, now))
                .map_or(GuardAnswer::Failed(None), GuardAnswer::new)
        }
    }
}

#[inline]
pub(super) async fn ask_async(
    guard: Option<&AnyGuard>,
    verified: &Verified<'_>,
    timer: Timer<'_>,
) -> GuardAnswer {
    match guard {
        None => GuardAnswer::New,
        Some(AnyGuard::Plain(guard)) => ask(Some(guard), verified),
        Some(AnyGuard::Future(guard)) => match ReplayEntry::of(verified) {
            None => GuardAnswer::New,
            Some(entry) => guard.ask(entry, timer).await,
        },
    }
}

type AnswerFuture<'a> = Pin<Box<dyn Future<Output = GuardAnswer> + Send + 'a>>;

pub(super) trait FutureGuard: Send + Sync {
    fn ask<'a>(&'a self, entry: ReplayEntry, timer: Timer<'a>) -> AnswerFuture<'a>;
}

impl<G: ReplayGuardAsync + Send + Sync> FutureGuard for G {
    fn ask<'a>(&'a self, entry: ReplayEntry, timer: Timer<'a>) -> AnswerFuture<'a> {
        Box::pin(async move {
            let ReplayEntry { key, expires, now } = entry;
            let is_new = async { self.is_new_async(&key, expires, now).await.map_err(Into::into) };
            match caught_within(is_new, timer).await {
                Ok(Ok(is_new)) => GuardAnswer::new(is_new),
                Ok(Err(cause)) => GuardAnswer::Failed(Some(cause)),
                Err(Unfinished::Panicked) => GuardAnswer::Failed(None),
                Err(Unfinished::Deadline) => GuardAnswer::Deadline,
            }
        })
    }
}
