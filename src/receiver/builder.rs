use std::error::Error as StdError;
use std::fmt;
use std::future::Future;

use super::catch_all::{EveryAfter, Unknown};
use super::conclude::Conclusion;
use super::handler::{AsyncFn, FnDecider, Handler};
use super::observation::Observation;
use super::pipeline::Pipeline;
use super::policies::Policies;
use super::receivers::{AsyncReceiver, Receiver};
use super::replay::{AnyGuard, PlainGuard};
use super::route::{AnyRoute, PlainRoute, Routes};
use super::shadow::Shadows;
use crate::auth::Verifier;
use crate::call::{AnyCallback, Call, UnknownCall};
use crate::callbacks::Callback;
use crate::command::CallbackCommand;
use crate::decide::{Decide, DecideAsync};
use crate::query::DEFAULT_BODY_LIMIT;
use crate::replay::{ReplayGuard, ReplayGuardAsync};
use crate::verdict::Fallback;

/// A receiver that cannot be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Two deciders are registered for one command.
    #[error("two deciders for {0}")]
    TwoDeciders(CallbackCommand),
    /// Two handlers are registered for every after-command.
    #[error("two handlers for every after-command")]
    TwoEveryAfter,
    /// Two handlers are registered for unknown commands.
    #[error("two handlers for unknown commands")]
    TwoUnknown,
    /// Two replay guards are registered.
    #[error("two replay guards")]
    TwoGuards,
    /// Two shadow deciders are registered for one command.
    #[error("two shadow deciders for {0}")]
    TwoShadows(CallbackCommand),
    /// A shadow decider is registered for a command that has no decider.
    #[error("shadow decider without a decider for {0}")]
    ShadowAlone(CallbackCommand),
}

impl BuildError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::TwoDeciders(_) | Self::TwoShadows(_) | Self::TwoUnknown | Self::TwoEveryAfter => {
                "Register one, and let it ask the other."
            }
            Self::TwoGuards => "Register one guard.",
            Self::ShadowAlone(_) => "Register the decider that it is compared with.",
        }
    }
}

/// What both builders collect.
struct Registry<R, G> {
    pipeline: Pipeline<R, G>,
    conclusion: Conclusion,
    mistake: Option<BuildError>,
}

impl<R: From<PlainRoute>, G: From<PlainGuard>> Registry<R, G> {
    fn new(verifier: Verifier, policies: Policies) -> Self {
        let (routes, shadows) = (Routes::default(), Shadows::default());
        let body_limit = DEFAULT_BODY_LIMIT;
        let pipeline = Pipeline { verifier, body_limit, guard: None, routes, shadows };
        let conclusion = Conclusion { policies, observers: Vec::new() };
        Self { pipeline, conclusion, mistake: None }
    }

    /// Only the first mistake is reported.
    fn unless(&mut self, mistake: bool, error: BuildError) {
        if mistake {
            self.mistake.get_or_insert(error);
        }
    }

    fn add(&mut self, command: CallbackCommand, route: R) {
        let is_first = self.pipeline.routes.add(command, route);
        self.unless(!is_first, BuildError::TwoDeciders(command));
    }

    fn add_every_after(&mut self, route: R) {
        let before = self.pipeline.routes.every_after.replace(route);
        self.unless(before.is_some(), BuildError::TwoEveryAfter);
    }

    fn add_unknown(&mut self, route: R) {
        let before = self.pipeline.routes.unknown.replace(route);
        self.unless(before.is_some(), BuildError::TwoUnknown);
    }

    fn guard(&mut self, guard: G) {
        let before = self.pipeline.guard.replace(guard);
        self.unless(before.is_some(), BuildError::TwoGuards);
    }

    fn shadow<C: Callback>(&mut self, decider: impl Decide<C> + Send + Sync + 'static) {
        let is_second = self.pipeline.shadows.commands().any(|command| command == C::COMMAND);
        self.unless(is_second, BuildError::TwoShadows(C::COMMAND));
        self.pipeline.shadows.add::<C>(Box::new(decider));
    }

    fn build(self) -> Result<(Pipeline<R, G>, Conclusion), BuildError> {
        let Self { pipeline, conclusion, mistake } = self;
        let has_none = |command: &CallbackCommand| pipeline.routes.own(*command).is_none();
        let alone = pipeline.shadows.commands().find(has_none).map(BuildError::ShadowAlone);
        match mistake.or(alone) {
            None => Ok((pipeline, conclusion)),
            Some(mistake) => Err(mistake),
        }
    }
}

/// The methods that both builders have.
macro_rules! builder {
    ($(#[$doc:meta])* $builder:ident builds $receiver:ident of $route:ident and $guard:ident) => {
        $(#[$doc])*
        #[must_use = "a builder does nothing until it builds"]
        pub struct $builder(Registry<$route, $guard>);

        impl $receiver {
            /// A builder. `policies` has no default: you choose whether a message is published
            /// when no verdict was reached.
            pub fn builder(verifier: Verifier, policies: Policies) -> $builder {
                $builder(Registry::new(verifier, policies))
            }
        }

        impl $builder {
            fn with(mut self, change: impl FnOnce(&mut Registry<$route, $guard>)) -> Self {
                change(&mut self.0);
                self
            }

            /// Registers a decider for a command.
            pub fn on<C: Callback>(self, decider: impl Decide<C> + Send + Sync + 'static) -> Self {
                let route: PlainRoute = Box::new(Handler::<C, _>::new(decider));
                self.with(|registry| registry.add(C::COMMAND, route.into()))
            }

            /// Registers a closure for a command; its argument needs no annotation.
            pub fn on_fn<C: Callback>(
                self,
                decider: impl Fn(&Call<C>) -> C::Verdict + Send + Sync + 'static,
            ) -> Self {
                self.on::<C>(FnDecider(decider))
            }

            /// Registers a handler for every after-command that has no decider of its own. It also
            /// gets unknown commands, unless [`on_unknown`](Self::on_unknown) is used or their name
            /// contains `before` or `prev`.
            ///
            /// `Ok` acknowledges; an error is answered as [`Policies::with_failed_after`] says.
            pub fn on_every_after<E: Into<Box<dyn StdError + Send + Sync>>>(
                self,
                handler: impl Fn(AnyCallback) -> Result<(), E> + Send + Sync + 'static,
            ) -> Self {
                let route: PlainRoute = Box::new(EveryAfter(handler));
                self.with(|registry| registry.add_every_after(route.into()))
            }

            /// Registers a handler for unknown commands: `Fallback::Allow` answers code 0,
            /// `Fallback::Reject` code 1.
            pub fn on_unknown(
                self,
                handler: impl Fn(&UnknownCall) -> Fallback + Send + Sync + 'static,
            ) -> Self {
                let route: PlainRoute = Box::new(Unknown(handler));
                self.with(|registry| registry.add_unknown(route.into()))
            }

            /// Registers a second decider for a command. Its verdict is compared with the decider's
            /// and never answered; [`Observation::shadow`] has the result. The answer waits for it;
            /// its panics are caught.
            pub fn shadow<C: Callback>(
                self,
                decider: impl Decide<C> + Send + Sync + 'static,
            ) -> Self {
                self.with(|registry| registry.shadow::<C>(decider))
            }

            /// Adds an observer, which is called once after every callback. The answer waits for
            /// it, so it should return soon.
            pub fn observe(
                self,
                observer: impl Fn(&Observation<'_>) + Send + Sync + 'static,
            ) -> Self {
                self.with(|registry| registry.conclusion.observers.push(Box::new(observer)))
            }

            /// Refuses callbacks that were received before; see [`replay`](crate::replay).
            pub fn replay_guard(self, guard: impl ReplayGuard + Send + Sync + 'static) -> Self {
                let guard: PlainGuard = Box::new(guard);
                self.with(|registry| registry.guard(guard.into()))
            }

            /// Sets the largest body that is accepted, in bytes. The default is
            /// [`DEFAULT_BODY_LIMIT`].
            pub fn body_limit(self, bytes: usize) -> Self {
                self.with(|registry| registry.pipeline.body_limit = bytes)
            }

            /// The receiver.
            ///
            /// # Errors
            ///
            /// Returns an error if something is registered twice, or a shadow decider is registered
            /// for a command that has no decider.
            pub fn build(self) -> Result<$receiver, BuildError> {
                let (pipeline, conclusion) = self.0.build()?;
                Ok($receiver { pipeline, conclusion })
            }
        }

        impl fmt::Debug for $builder {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($builder))
                    .field("commands", &self.0.pipeline.routes.commands())
                    .finish_non_exhaustive()
            }
        }
    };
}

builder! {
    /// Collects the deciders of a [`Receiver`].
    ReceiverBuilder builds Receiver of PlainRoute and PlainGuard
}

builder! {
    /// Collects the deciders of an [`AsyncReceiver`], plain and async ones.
    AsyncReceiverBuilder builds AsyncReceiver of AnyRoute and AnyGuard
}

impl AsyncReceiverBuilder {
    /// Registers an async decider for a command.
    pub fn on_async<C: Callback>(
        self,
        decider: impl DecideAsync<C> + Send + Sync + 'static,
    ) -> Self {
        let route = AnyRoute::Future(Box::new(Handler::<C, _>::new(decider)));
        self.with(|registry| registry.add(C::COMMAND, route))
    }

    /// Registers an async closure for a command, or one that returns a future. It receives the call
    /// by value. Any error type that `?` accepts will do.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use tim_callback::{AsyncReceiver, MsgVerdict, Policies, SdkAppId, Token, Verifier};
    /// use tim_callback::{Call, callbacks::group};
    /// # type Error = Box<dyn std::error::Error + Send + Sync>;
    /// # struct Pool;
    /// # impl Pool {
    /// #     async fn is_blocked(&self, _: &str) -> Result<bool, std::io::Error> { Ok(false) }
    /// # }
    /// # let verifier = Verifier::new(SdkAppId::new(1), Token::new("t").unwrap());
    /// # let pool = Arc::new(Pool);
    ///
    /// let receiver = AsyncReceiver::builder(verifier, Policies::fail_closed())
    ///     .on_async_fn(move |call: Call<group::BeforeSendMsg>| {
    ///         let pool = Arc::clone(&pool);
    ///         async move {
    ///             let blocked = pool.is_blocked(call.from_account.as_str()).await?;
    ///             Ok::<_, Error>(if blocked { MsgVerdict::SilentDrop } else { MsgVerdict::Allow })
    ///         }
    ///     })
    ///     .on_async_fn(async |call: Call<group::BeforeApplyJoinGroup>| -> Result<_, Error> {
    ///         Ok(ask_the_owner(&call.group_id).await?)
    ///     })
    ///     .build();
    /// # use tim_callback::{Gate, GroupId, GroupRejectCode};
    /// # async fn ask_the_owner(_: &GroupId) -> std::io::Result<Gate<GroupRejectCode>> {
    /// #     Ok(Gate::Allow)
    /// # }
    /// # assert!(receiver.is_ok());
    /// ```
    pub fn on_async_fn<C, F, Fut, E>(self, decider: F) -> Self
    where
        C: Callback,
        F: Fn(Call<C>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<C::Verdict, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let route = AnyRoute::Future(Box::new(AsyncFn::new(decider)));
        self.with(|registry| registry.add(C::COMMAND, route))
    }

    /// Like [`on_every_after`](Self::on_every_after), with an async closure.
    pub fn on_every_after_async<F, Fut, E>(self, handler: F) -> Self
    where
        F: Fn(AnyCallback) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let route = AnyRoute::Future(Box::new(EveryAfter(handler)));
        self.with(|registry| registry.add_every_after(route))
    }

    /// Like [`on_unknown`](Self::on_unknown), with an async closure, which can fail.
    pub fn on_unknown_async<F, Fut, E>(self, handler: F) -> Self
    where
        F: Fn(UnknownCall) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Fallback, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let route = AnyRoute::Future(Box::new(Unknown(handler)));
        self.with(|registry| registry.add_unknown(route))
    }

    /// Refuses callbacks that were received before, as remembered in a store that several machines
    /// share; see [`replay`](crate::replay).
    pub fn replay_guard_async(self, guard: impl ReplayGuardAsync + Send + Sync + 'static) -> Self {
        self.with(|registry| registry.guard(AnyGuard::Future(Box::new(guard))))
    }
}
