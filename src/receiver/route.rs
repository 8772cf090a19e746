//! From a verified callback to the decider of its command.

use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};

use super::core::Core;
use super::observe::{Outcome, Watch};
use crate::auth::Verified;
use crate::call::Callback;
use crate::command::CallbackCommand;
use crate::decide::{Decide, DecideAsync};
use crate::reply::Reply;

/// Routes by command: a small table, searched by position.
pub(super) struct Routes<R>(Vec<Option<R>>);

impl<R> Routes<R> {
    /// A table of these routes; the command that is there twice, if one is.
    pub(super) fn new(
        routes: impl IntoIterator<Item = (CallbackCommand, R)>,
    ) -> Result<Self, CallbackCommand> {
        let mut table: Vec<_> = CallbackCommand::all().iter().map(|_| None).collect();
        for (command, route) in routes {
            match table.get_mut(command as usize) {
                Some(place @ None) => *place = Some(route),
                _ => return Err(command),
            }
        }
        Ok(Self(table))
    }

    pub(super) fn get(&self, command: CallbackCommand) -> Option<&R> {
        self.0.get(command as usize)?.as_ref()
    }

    pub(super) fn commands(&self) -> Vec<CallbackCommand> {
        CallbackCommand::all()
            .iter()
            .copied()
            .filter(|command| self.get(*command).is_some())
            .collect()
    }
}

/// A plain decider, its command forgotten.
pub trait Route: Send + Sync {
    fn run(&self, verified: Verified<'_>, core: &Core, watch: &Watch<'_>) -> Reply;
}

pub(super) struct Plain<C, D>(D, PhantomData<fn(C)>);

impl<C, D> Plain<C, D> {
    pub(super) fn new(decider: D) -> Self {
        Self(decider, PhantomData)
    }
}

impl<C, D> Route for Plain<C, D>
where
    C: Callback,
    D: Decide<C> + Send + Sync,
{
    #[inline]
    fn run(&self, verified: Verified<'_>, core: &Core, watch: &Watch<'_>) -> Reply {
        match core.decode::<C>(verified, watch) {
            Err(reply) => reply,
            Ok(call) => {
                // A decider that panicked is a failed one; it is not called for this event again.
                let verdict = catch_unwind(AssertUnwindSafe(|| self.0.decide(&call)));
                core.decided(&call, verdict.map_err(|_| Outcome::Panicked), watch)
            }
        }
    }
}

type ReplyFuture<'a> = Pin<Box<dyn Future<Output = Reply> + Send + 'a>>;

/// An async decider, its command forgotten.
pub trait FutureRoute: Send + Sync {
    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        core: &'a Core,
        watch: &'a Watch<'a>,
    ) -> ReplyFuture<'a>;
}

impl<C, D> FutureRoute for Plain<C, D>
where
    C: Callback,
    D: DecideAsync<C> + Send + Sync,
{
    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        core: &'a Core,
        watch: &'a Watch<'a>,
    ) -> ReplyFuture<'a> {
        Box::pin(async move {
            match core.decode::<C>(verified, watch) {
                Err(reply) => reply,
                Ok(call) => {
                    let verdict = uncaught(async { self.0.decide_async(&call).await }).await;
                    let verdict = match verdict {
                        None => Err(Outcome::Panicked),
                        Some(Err(_)) => Err(Outcome::Failed),
                        Some(Ok(verdict)) => Ok(verdict),
                    };
                    core.decided(&call, verdict, watch)
                }
            }
        })
    }
}

/// The future's output; `None` if it panicked.
pub(super) async fn uncaught<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Some),
        Err(_) => std::task::Poll::Ready(None),
    })
    .await
}
