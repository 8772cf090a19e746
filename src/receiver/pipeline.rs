//! Admit, guard, decode, decide: from the bytes to how the callback [`Ended`]. Policies and
//! observers are left to `conclude`.

use std::borrow::Cow;
use std::future::Future;

use super::ended::{BoxError, Ended, Stopped};
use super::outcome::Outcome;
use super::quiet::Timer;
use super::replay::{AnyGuard, GuardAnswer, PlainGuard, ask, ask_async};
use super::route::{AnyRoute, PlainRoute, Routes};
use super::shadow::Shadows;
use crate::auth::{Verified, Verifier};
use crate::error::Error;
use crate::query::{CallbackQuery, Incoming};
use crate::value::UnixSeconds;

/// What both receivers have; `R` and `G` are their kinds of route and of guard.
pub(super) struct Pipeline<R, G> {
    pub(super) verifier: Verifier,
    pub(super) body_limit: usize,
    pub(super) guard: Option<G>,
    pub(super) routes: Routes<R>,
    pub(super) shadows: Shadows,
}

impl<R, G> Pipeline<R, G> {
    #[inline]
    pub(super) fn admit<'b>(
        &self,
        query: &str,
        body: Cow<'b, [u8]>,
        now: UnixSeconds,
    ) -> Result<Verified<'b>, Box<Ended<'static>>> {
        let query =
            CallbackQuery::parse(query).map_err(|error| Box::new(Ended::unreadable(error)))?;
        let incoming = Incoming::of_query(query, body, self.body_limit).map_err(|refused| {
            let (error, query) = *refused;
            Box::new(Ended::refused(query, error.into()))
        })?;
        self.verifier.verify_or_return(incoming, now).map_err(|refused| {
            let (error, incoming) = *refused;
            Box::new(Ended::refused(incoming.into_parts().0, error.into()))
        })
    }

    /// The cause if the guard failed and the callback goes on; otherwise how the callback ended.
    #[inline]
    fn guarded(
        answer: GuardAnswer,
        needs_guard: impl FnOnce() -> bool,
    ) -> Result<Option<BoxError>, Stopped> {
        let (outcome, error, cause) = match answer {
            GuardAnswer::New => return Ok(None),
            GuardAnswer::Failed(cause) if !needs_guard() => return Ok(cause),
            GuardAnswer::Failed(cause) => (Outcome::GuardFailed, None, cause),
            GuardAnswer::Repeated => (Outcome::Repeated, Some(Error::Repeated), None),
            GuardAnswer::Deadline => (Outcome::Deadline, None, None),
        };
        Err(Stopped { outcome, error, cause })
    }

    /// The route of a callback, or how it ended without one.
    #[inline]
    fn route(&self, query: &CallbackQuery) -> Result<&R, Outcome> {
        match (self.routes.get(query), query.command()) {
            (Some(route), _) => Ok(route),
            (None, Some(_)) => Err(Outcome::Unregistered),
            (None, None) => Err(Outcome::Unknown),
        }
    }
}

impl Pipeline<PlainRoute, PlainGuard> {
    #[inline]
    pub(super) fn run<'b>(
        &self,
        verified: Verified<'b>,
        needs_guard: impl FnOnce(&CallbackQuery) -> bool,
    ) -> Ended<'b> {
        let answer = ask(self.guard.as_ref(), &verified);
        let guard_cause = match Self::guarded(answer, || needs_guard(verified.query())) {
            Ok(cause) => cause,
            Err(stopped) => return Ended::stopped(verified, stopped),
        };
        let mut ended = match self.route(verified.query()) {
            Ok(route) => route.run(verified, &self.shadows),
            Err(outcome) => Ended::verified(verified, outcome),
        };
        ended.add_guard_cause(guard_cause);
        ended
    }
}

impl Pipeline<AnyRoute, AnyGuard> {
    // An `async fn` keeps what it was called with beside what it works with, and the futures of
    // services contain this one.
    #[expect(clippy::manual_async_fn, reason = "see above")]
    pub(super) fn run<'b>(
        &'b self,
        verified: Verified<'b>,
        mut timer: Timer<'b>,
        needs_guard: impl FnOnce(&CallbackQuery) -> bool + Send + 'b,
    ) -> impl Future<Output = Ended<'b>> + Send + 'b {
        async move {
            let answer = ask_async(self.guard.as_ref(), &verified, timer.as_mut()).await;
            let guard_cause = match Self::guarded(answer, || needs_guard(verified.query())) {
                Ok(cause) => cause,
                Err(stopped) => return Ended::stopped(verified, stopped),
            };
            let mut ended = match self.route(verified.query()) {
                Ok(AnyRoute::Plain(route)) => route.run(verified, &self.shadows),
                Ok(AnyRoute::Future(route)) => route.run(verified, &self.shadows, timer).await,
                Err(outcome) => Ended::verified(verified, outcome),
            };
            ended.add_guard_cause(guard_cause);
            ended
        }
    }
}
