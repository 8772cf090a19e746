//! The decider of one command, in each form that a builder accepts.

use std::future::{Future, ready};
use std::marker::PhantomData;

use super::ended::{BoxError, Ended, ResultOrUnfinished};
use super::quiet::{Timer, Unfinished, caught, caught_within};
use super::route::{EndedFuture, FutureRoute, Route};
use super::shadow::{ShadowVerdict, Shadows};
use crate::auth::Verified;
use crate::call::{Call, Queried, Targets};
use crate::callbacks::Callback;
use crate::decide::{Decide, DecideAsync};
use crate::value::UserId;
use crate::verdict::Verdict as _;
use crate::verdict::sealed::json;

/// How a call ended, given its verdict.
#[inline]
fn decided<C: Callback>(
    queried: Box<dyn Queried>,
    targets: Vec<UserId>,
    verdict: ResultOrUnfinished<C::Verdict>,
    shadow: ShadowVerdict<C>,
) -> Ended<'static> {
    let shadow = shadow.compared(verdict.as_ref().ok().and_then(|verdict| verdict.as_ref().ok()));
    let answer = verdict.map(|verdict| verdict.map(|verdict| (verdict.decision(), json(&verdict))));
    Ended { targets: Targets::Known(targets), shadow, ..Ended::answered(queried, answer) }
}

/// The decider of one command.
pub(super) struct Handler<C, D>(D, PhantomData<fn(C)>);

impl<C, D> Handler<C, D> {
    pub(super) fn new(decider: D) -> Self {
        Self(decider, PhantomData)
    }
}

impl<C, D> Route for Handler<C, D>
where
    C: Callback,
    D: Decide<C> + Send + Sync,
{
    #[inline]
    fn run<'b>(&self, verified: Verified<'b>, shadows: &Shadows) -> Ended<'b> {
        match verified.decode_as::<C>() {
            Err(undecodable) => Ended::undecodable(undecodable),
            Ok(call) => {
                let shadow = shadows.decide(&call);
                let verdict = caught(|| self.0.decide(&call)).map(Ok).ok_or(Unfinished::Panicked);
                let targets = call.request().targets();
                decided(call.into_queried(), targets, verdict, shadow)
            }
        }
    }
}

impl<C, D> FutureRoute for Handler<C, D>
where
    C: Callback,
    D: DecideAsync<C> + Send + Sync,
{
    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        shadows: &'a Shadows,
        timer: Timer<'a>,
    ) -> EndedFuture<'a> {
        let call = match verified.decode_as::<C>() {
            Ok(call) => call,
            Err(undecodable) => return Box::pin(ready(Ended::undecodable(undecodable))),
        };
        let shadow = shadows.decide(&call);
        Box::pin(async move {
            // Inside the block, a panic of the function itself is a panic of the future.
            let verdict = async { self.0.decide_async(&call).await.map_err(Into::into) };
            let verdict = caught_within(verdict, timer).await;
            let targets = call.request().targets();
            decided(call.into_queried(), targets, verdict, shadow)
        })
    }
}

/// A closure as a decider.
pub(super) struct FnDecider<F>(pub(super) F);

impl<C, F> Decide<C> for FnDecider<F>
where
    C: Callback,
    F: Fn(&Call<C>) -> C::Verdict,
{
    #[inline]
    fn decide(&self, call: &Call<C>) -> C::Verdict {
        (self.0)(call)
    }
}

/// A closure whose future owns the call.
pub(super) struct AsyncFn<C, F>(F, PhantomData<fn(C)>);

impl<C, F> AsyncFn<C, F> {
    pub(super) fn new(decider: F) -> Self {
        Self(decider, PhantomData)
    }
}

impl<C, F, Fut, E> FutureRoute for AsyncFn<C, F>
where
    C: Callback,
    F: Fn(Call<C>) -> Fut + Send + Sync,
    Fut: Future<Output = Result<C::Verdict, E>> + Send,
    E: Into<BoxError>,
{
    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        shadows: &'a Shadows,
        timer: Timer<'a>,
    ) -> EndedFuture<'a> {
        let call = match verified.decode_as::<C>() {
            Ok(call) => call,
            Err(undecodable) => return Box::pin(ready(Ended::undecodable(undecodable))),
        };
        let shadow = shadows.decide(&call);
        let (query, targets) = (Box::new(call.query().clone()), call.request().targets());
        Box::pin(async move {
            let verdict = async { (self.0)(call).await.map_err(Into::into) };
            decided(query, targets, caught_within(verdict, timer).await, shadow)
        })
    }
}
