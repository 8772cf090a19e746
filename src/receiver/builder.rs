use std::fmt;

use super::core::Core;
use super::mode::sealed::Mode as _;
use super::mode::{Async, AsyncRoute, Blocking, Mode};
use super::observe::Event;
use super::route::{Plain, Routes};
use super::{Policies, Receiver};
use crate::auth::Verifier;
use crate::call::{Call, Callback};
use crate::command::CallbackCommand;
use crate::decide::{Decide, DecideAsync};
use crate::query::DEFAULT_BODY_LIMIT;
use crate::replay::{ReplayGuard, ReplayGuardAsync};

/// Collects the deciders of a [`Receiver`].
#[must_use = "a builder does nothing until it builds"]
pub struct ReceiverBuilder<M: Mode = Blocking> {
    core: Core,
    routes: Vec<(CallbackCommand, M::Route)>,
    guard: Option<Box<M::Guard>>,
}

/// A receiver that cannot be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Two deciders are registered for one command.
    #[error("two deciders for {0}: register one, and let it ask the other")]
    Twice(CallbackCommand),
}

impl ReceiverBuilder {
    pub(super) fn new(verifier: Verifier, policies: Policies) -> Self {
        let core = Core { verifier, policies, body_limit: DEFAULT_BODY_LIMIT, observer: None };
        Self { core, routes: Vec::new(), guard: None }
    }
}

impl<M: Mode> ReceiverBuilder<M> {
    /// Registers a decider for a command.
    pub fn on<C: Callback>(mut self, decider: impl Decide<C> + Send + Sync + 'static) -> Self {
        let route = M::plain(Box::new(Plain::<C, _>::new(decider)));
        self.routes.push((C::COMMAND, route));
        self
    }

    /// Registers a closure for a command; its argument needs no annotation.
    pub fn on_fn<C: Callback>(
        self,
        decider: impl Fn(&Call<C>) -> C::Verdict + Send + Sync + 'static,
    ) -> Self {
        self.on::<C>(decider)
    }

    /// Calls this after every callback, with what may be logged of it. It should return soon: the
    /// answer waits for it.
    pub fn observe(mut self, observer: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.core.observer = Some(Box::new(observer));
        self
    }

    /// Refuses what was received before: see [`replay`](crate::replay).
    pub fn replay_guard(mut self, guard: impl ReplayGuard + Send + Sync + 'static) -> Self {
        self.guard = Some(M::guard(Box::new(guard)));
        self
    }

    /// Refuses bodies of more bytes than this; [`DEFAULT_BODY_LIMIT`] unless set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.core.body_limit = bytes;
        self
    }

    /// The receiver.
    ///
    /// # Errors
    ///
    /// When a command has two deciders.
    pub fn build(self) -> Result<Receiver<M>, BuildError> {
        let routes = Routes::new(self.routes).map_err(BuildError::Twice)?;
        Ok(Receiver { core: self.core, routes, guard: self.guard })
    }
}

impl ReceiverBuilder<Blocking> {
    /// Registers an async decider for a command; from here on the receiver is an async one.
    pub fn on_async<C: Callback>(
        self,
        decider: impl DecideAsync<C> + Send + Sync + 'static,
    ) -> ReceiverBuilder<Async> {
        let routes = self.routes.into_iter();
        let routes = routes.map(|(command, route)| (command, AsyncRoute::Plain(route))).collect();
        let guard = self.guard.map(Async::guard);
        ReceiverBuilder::<Async> { core: self.core, routes, guard }.on_async::<C>(decider)
    }
}

impl ReceiverBuilder<Async> {
    /// Registers an async decider for a command.
    pub fn on_async<C: Callback>(
        mut self,
        decider: impl DecideAsync<C> + Send + Sync + 'static,
    ) -> Self {
        let route = AsyncRoute::Future(Box::new(Plain::<C, _>::new(decider)));
        self.routes.push((C::COMMAND, route));
        self
    }

    /// Refuses what was received before, by a store that many machines share: see
    /// [`replay`](crate::replay).
    pub fn replay_guard_async(
        mut self,
        guard: impl ReplayGuardAsync + Send + Sync + 'static,
    ) -> Self {
        self.guard = Some(Box::new(guard));
        self
    }
}

impl<M: Mode> fmt::Debug for ReceiverBuilder<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceiverBuilder")
            .field("commands", &self.routes.iter().map(|(command, _)| command).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
