//! All stages in one: query and body in, reply out.
//!
//! ```
//! use tim_callback::{Ack, MsgVerdict, Policies, Receiver, SdkAppId, Token, Verifier};
//! use tim_callback::callbacks::group;
//!
//! let verifier = Verifier::new(SdkAppId::new(1_400_000_000), Token::new("xxxxyyyy").unwrap());
//! let receiver = Receiver::builder(verifier, Policies::fail_open())
//!     .on_fn::<group::BeforeSendMsg>(|call| {
//!         match call.from_account.as_str() {
//!             "mallory" => MsgVerdict::SilentDrop,
//!             _ => MsgVerdict::Allow,
//!         }
//!     })
//!     .on_fn::<group::AfterSendMsg>(|_call| Ack)
//!     .build()
//!     .unwrap();
//!
//! let reply = receiver.receive("SdkAppid=1400000000&CallbackCommand=State.StateChange", b"{}".as_slice());
//! assert_eq!(reply.status, 401); // no Sign
//! ```

mod builder;
mod core;
mod guard;
mod mode;
mod observe;
mod policies;
mod race;
mod route;

use std::borrow::Cow;
use std::fmt;
use std::future::Future;

pub use builder::{BuildError, ReceiverBuilder};
pub use mode::{Async, Blocking, Mode};
pub use observe::{Event, Outcome};
pub use policies::{Failure, Policies};

use self::core::Core;
use self::guard::Sighting;
use self::mode::AsyncRoute;
use self::observe::Watch;
use self::route::Routes;
use crate::auth::{Verified, Verifier, now};
use crate::reply::Reply;
use crate::value::UnixSeconds;

/// Routes callbacks to deciders and answers them, by policy where no verdict is reached.
///
/// One receiver serves all threads of a service. `Receiver` has only plain deciders and answers by
/// a plain function; with an async decider it is a [`Receiver<Async>`], which answers by a future.
pub struct Receiver<M: Mode = Blocking> {
    core: Core,
    routes: Routes<M::Route>,
    guard: Option<Box<M::Guard>>,
}

impl Receiver {
    /// A builder. Policies have to be chosen: there is no default for whether a message that
    /// nobody could judge is published.
    pub fn builder(verifier: Verifier, policies: Policies) -> ReceiverBuilder {
        ReceiverBuilder::new(verifier, policies)
    }

    /// The reply to a callback, by the system clock.
    pub fn receive<'b>(&self, query: &str, body: impl Into<Cow<'b, [u8]>>) -> Reply {
        self.receive_at(query, body, now())
    }

    /// The reply to a callback, by a clock of the caller's.
    pub fn receive_at<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        now: UnixSeconds,
    ) -> Reply {
        match self.admit_at(query, body, now) {
            Ok(verified) => self.answer(verified),
            Err(refusal) => refusal,
        }
    }

    /// The reply to a verified callback.
    pub fn answer(&self, verified: Verified<'_>) -> Reply {
        let watch = self.core.watch();
        if let Some((guard, sighting)) = self.guard.as_ref().zip(self.sighting(&verified)) {
            let is_new = guard::is_new(&**guard, &sighting);
            if let Some(reply) = self.core.guarded(&verified, is_new, &watch) {
                return reply;
            }
        }
        match self.core.known(&verified, &watch) {
            Err(reply) => reply,
            Ok(command) => match self.routes.get(command) {
                None => self.core.unregistered(command, &verified, &watch),
                Some(route) => route.run(verified, &self.core, &watch),
            },
        }
    }
}

impl Receiver<Async> {
    /// The reply to a callback, by the system clock.
    pub async fn receive<'b>(&self, query: &str, body: impl Into<Cow<'b, [u8]>>) -> Reply {
        self.receive_at(query, body, now()).await
    }

    /// The reply to a callback, by a clock of the caller's.
    pub async fn receive_at<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        now: UnixSeconds,
    ) -> Reply {
        match self.admit_at(query, body, now) {
            Ok(verified) => self.answer(verified).await,
            Err(refusal) => refusal,
        }
    }

    /// The reply to a callback, by the policies if the timer is done before the decider.
    ///
    /// Any future serves as the timer, such as the sleep of a runtime:
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use tim_callback::{CALLBACK_TIMEOUT, Reply, receiver::{Async, Receiver}};
    /// # mod tokio { pub mod time { pub async fn sleep(_: std::time::Duration) {} } }
    /// async fn handler(receiver: &Receiver<Async>, query: &str, body: &[u8]) -> Reply {
    ///     // A part of what Tencent waits is left to the network.
    ///     let deadline = CALLBACK_TIMEOUT - Duration::from_millis(500);
    ///     receiver.receive_within(query, body, tokio::time::sleep(deadline)).await
    /// }
    /// ```
    pub async fn receive_within<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        timer: impl Future<Output = ()>,
    ) -> Reply {
        match self.admit(query, body) {
            Ok(verified) => self.answer_within(verified, timer).await,
            Err(refusal) => refusal,
        }
    }

    /// The reply to a verified callback, by the policies if the timer is done before the decider,
    /// whose future is then dropped. A verdict that is there at once is answered without a look at
    /// the timer.
    ///
    /// A decider that blocks its thread keeps the timer from being looked at, too.
    pub async fn answer_within(
        &self,
        verified: Verified<'_>,
        timer: impl Future<Output = ()>,
    ) -> Reply {
        let watch = self.core.watch();
        match race::first(self.answer(verified.lend()), timer).await {
            Some(reply) => reply,
            None => self.given_up(&verified, Failure::Deadline, &watch),
        }
    }

    /// The reply to a verified callback. [`answer_within`](Self::answer_within) answers by policy
    /// when a deadline passes.
    pub async fn answer(&self, verified: Verified<'_>) -> Reply {
        let watch = self.core.watch();
        if let Some((guard, sighting)) = self.guard.as_ref().zip(self.sighting(&verified)) {
            let is_new = guard.is_new(&sighting).await;
            if let Some(reply) = self.core.guarded(&verified, is_new, &watch) {
                return reply;
            }
        }
        match self.core.known(&verified, &watch) {
            Err(reply) => reply,
            Ok(command) => match self.routes.get(command) {
                None => self.core.unregistered(command, &verified, &watch),
                Some(AsyncRoute::Plain(route)) => route.run(verified, &self.core, &watch),
                Some(AsyncRoute::Future(route)) => route.run(verified, &self.core, &watch).await,
            },
        }
    }
}

impl<M: Mode> Receiver<M> {
    /// What a replay guard takes; `None` if there is no guard, or nothing to guard.
    fn sighting(&self, verified: &Verified<'_>) -> Option<Sighting> {
        self.guard.as_ref()?;
        let (key, expires) = verified.replay_key()?;
        Some(Sighting { key, expires, now: verified.verified_at() })
    }

    /// The first two stages: takes a callback in and verifies it, or gives the refusal to send.
    ///
    /// # Errors
    ///
    /// The refusal, as a reply.
    pub fn admit_at<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        now: UnixSeconds,
    ) -> Result<Verified<'b>, Reply> {
        self.core.admit(query, body.into(), now)
    }

    /// [`admit_at`](Self::admit_at) by the system clock.
    ///
    /// # Errors
    ///
    /// The refusal, as a reply.
    pub fn admit<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
    ) -> Result<Verified<'b>, Reply> {
        self.admit_at(query, body, now())
    }

    /// What the policies answer where the service itself knows that no verdict will come.
    pub fn reply_for(&self, verified: &Verified<'_>, failure: Failure) -> Reply {
        self.given_up(verified, failure, &self.core.watch())
    }

    fn given_up(&self, verified: &Verified<'_>, failure: Failure, watch: &Watch<'_>) -> Reply {
        match self.core.known(verified, watch) {
            Err(reply) => reply,
            Ok(command) => {
                self.core.failed(command, verified.raw_body(), Outcome::of_failure(failure), watch)
            }
        }
    }

    /// The largest body that is taken, in bytes: what a service need not read beyond.
    #[must_use]
    pub fn body_limit(&self) -> usize {
        self.core.body_limit
    }
}

impl<M: Mode> fmt::Debug for Receiver<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("commands", &self.routes.commands())
            .field("policies", self.core.policies())
            .finish_non_exhaustive()
    }
}
