//! Admit, guard, decode, decide: from the bytes to how the callback [`Ended`]. Policies and
//! observers are left to `conclude`.

use std::borrow::Cow;

use super::ended::{BoxError, Ended};
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

    /// The callback if the guard lets it go on, with the cause if the guard failed; otherwise how
    /// it ended.
    #[inline]
    fn guarded(
        verified: Verified<'_>,
        answer: GuardAnswer,
        needs_guard: impl FnOnce(&CallbackQuery) -> bool,
    ) -> Result<(Verified<'_>, Option<BoxError>), Box<Ended<'_>>> {
        let (outcome, error, cause) = match answer {
            GuardAnswer::New => return Ok((verified, None)),
            GuardAnswer::Failed(cause) if !needs_guard(verified.query()) => {
                return Ok((verified, cause));
            }
            GuardAnswer::Failed(cause) => (Outcome::GuardFailed, None, cause),
            GuardAnswer::Repeated => (Outcome::Repeated, Some(Box::new(Error::Repeated)), None),
            GuardAnswer::Deadline => (Outcome::Deadline, None, None),
        };
        Err(Box::new(Ended { error, cause, ..Ended::verified(verified, outcome) }))
    }

    /// The route of a callback, or how it ended without one.
    #[inline]
    fn route<'b>(&self, verified: Verified<'b>) -> Result<(&R, Verified<'b>), Box<Ended<'b>>> {
        let outcome = match (self.routes.get(verified.query()), verified.query().command()) {
            (Some(route), _) => return Ok((route, verified)),
            (None, Some(_)) => Outcome::Unregistered,
            (None, None) => Outcome::Unknown,
        };
        Err(Box::new(Ended::verified(verified, outcome)))
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
        let (verified, guard_cause) = match Self::guarded(verified, answer, needs_guard) {
            Ok(goes_on) => goes_on,
            Err(ended) => return *ended,
        };
        let ended = match self.route(verified) {
            Ok((route, verified)) => route.run(verified, &self.shadows),
            Err(ended) => *ended,
        };
        ended.with_guard_cause(guard_cause)
    }
}

impl Pipeline<AnyRoute, AnyGuard> {
    pub(super) async fn run<'b>(
        &'b self,
        verified: Verified<'b>,
        mut timer: Timer<'b>,
        needs_guard: impl FnOnce(&CallbackQuery) -> bool,
    ) -> Ended<'b> {
        let answer = ask_async(self.guard.as_ref(), &verified, timer.as_mut()).await;
        let (verified, guard_cause) = match Self::guarded(verified, answer, needs_guard) {
            Ok(goes_on) => goes_on,
            Err(ended) => return *ended,
        };
        let ended = match self.route(verified) {
            Ok((AnyRoute::Plain(route), verified)) => route.run(verified, &self.shadows),
            Ok((AnyRoute::Future(route), verified)) => {
                route.run(verified, &self.shadows, timer).await
            }
            Err(ended) => *ended,
        };
        ended.with_guard_cause(guard_cause)
    }
}
