//! Handlers that are registered for many commands at once.

use std::future::{Future, ready};

use super::ended::{BoxError, Ended};
use super::quiet::{Timer, Unfinished, caught, caught_within};
use super::route::{EndedFuture, FutureRoute, Route};
use super::shadow::Shadows;
use crate::auth::Verified;
use crate::call::{AnyCallback, FallbackAnswer, UnknownCall, answer_unknown};
use crate::verdict::sealed::json;
use crate::verdict::{Ack, Fallback, Verdict as _};

fn acknowledgement<E: Into<BoxError>>(done: Result<(), E>) -> Result<FallbackAnswer, BoxError> {
    done.map(|()| (Ack.decision(), json(&Ack))).map_err(Into::into)
}

/// The handler for every after-command that has no decider of its own.
pub(super) struct EveryAfter<F>(pub(super) F);

impl<F, E> Route for EveryAfter<F>
where
    F: Fn(AnyCallback) -> Result<(), E> + Send + Sync,
    E: Into<BoxError>,
{
    fn run<'b>(&self, verified: Verified<'b>, _: &Shadows) -> Ended<'b> {
        let query = Box::new(verified.query().clone());
        match verified.decode() {
            Err(undecodable) => Ended::undecodable(undecodable),
            Ok(callback) => {
                let done = caught(|| acknowledgement((self.0)(callback)));
                Ended::answered(query, done.ok_or(Unfinished::Panicked))
            }
        }
    }
}

impl<F, Fut, E> FutureRoute for EveryAfter<F>
where
    F: Fn(AnyCallback) -> Fut + Send + Sync,
    Fut: Future<Output = Result<(), E>> + Send,
    E: Into<BoxError>,
{
    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        _: &'a Shadows,
        timer: Timer<'a>,
    ) -> EndedFuture<'a> {
        let query = Box::new(verified.query().clone());
        let callback = match verified.decode() {
            Ok(callback) => callback,
            Err(undecodable) => return Box::pin(ready(Ended::undecodable(undecodable))),
        };
        Box::pin(async move {
            let done = async { acknowledgement((self.0)(callback).await) };
            Ended::answered(query, caught_within(done, timer).await)
        })
    }
}

/// The handler for unknown commands.
pub(super) struct Unknown<F>(pub(super) F);

impl<F> Route for Unknown<F>
where
    F: Fn(&UnknownCall) -> Fallback + Send + Sync,
{
    fn run<'b>(&self, verified: Verified<'b>, _: &Shadows) -> Ended<'b> {
        let call = UnknownCall::new(verified);
        let answer = caught(|| (self.0)(&call)).map(|answer| Ok(answer_unknown(answer)));
        Ended::answered(Box::new(call.into_query()), answer.ok_or(Unfinished::Panicked))
    }
}

impl<F, Fut, E> FutureRoute for Unknown<F>
where
    F: Fn(UnknownCall) -> Fut + Send + Sync,
    Fut: Future<Output = Result<Fallback, E>> + Send,
    E: Into<BoxError>,
{
    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        _: &'a Shadows,
        timer: Timer<'a>,
    ) -> EndedFuture<'a> {
        let query = Box::new(verified.query().clone());
        let call = UnknownCall::new(verified);
        Box::pin(async move {
            let answer = async { (self.0)(call).await.map(answer_unknown).map_err(Into::into) };
            Ended::answered(query, caught_within(answer, timer).await)
        })
    }
}
