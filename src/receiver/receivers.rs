//! The two receivers: thin types over the pipeline and its conclusion.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, pending};
use std::pin::pin;

use super::conclude::Conclusion;
use super::ended::Ended;
use super::outcome::Failure;
use super::pipeline::Pipeline;
use super::quiet::Timer;
use super::replay::{AnyGuard, PlainGuard};
use super::route::{AnyRoute, PlainRoute};
use crate::auth::Verified;
use crate::clock::now;
use crate::error::Unread;
use crate::reply::Reply;
use crate::value::UnixSeconds;

/// The methods that both receivers have.
macro_rules! receiver {
    ($(#[$doc:meta])* $receiver:ident of $route:ident and $guard:ident) => {
        $(#[$doc])*
        pub struct $receiver {
            pub(super) pipeline: Pipeline<$route, $guard>,
            pub(super) conclusion: Conclusion,
        }

        impl $receiver {
            /// Verifies a callback as of the given time, without answering it.
            ///
            /// # Errors
            ///
            /// Returns the reply to send if the callback is refused.
            pub fn admit_at<'b>(
                &self,
                query: &str,
                body: impl Into<Cow<'b, [u8]>>,
                now: UnixSeconds,
            ) -> Result<Verified<'b>, Reply> {
                let started = self.conclusion.start();
                let admitted = self.pipeline.admit(query, body.into(), now);
                admitted.map_err(|ended| self.conclusion.conclude(*ended, started))
            }

            /// Verifies a callback against the system clock, without answering it.
            ///
            /// # Errors
            ///
            /// Returns the reply to send if the callback is refused.
            pub fn admit<'b>(
                &self,
                query: &str,
                body: impl Into<Cow<'b, [u8]>>,
            ) -> Result<Verified<'b>, Reply> {
                self.admit_at(query, body, now())
            }

            /// The policies' reply to a callback for which the service knows that no verdict will
            /// come.
            pub fn reply_for(&self, verified: &Verified<'_>, failure: Failure) -> Reply {
                let started = self.conclusion.start();
                self.conclusion.conclude(Ended::given_up(verified, failure), started)
            }

            /// The policies' reply to a callback whose body the service could not read.
            pub fn refuse_unread(&self, query: &str, unread: Unread) -> Reply {
                let started = self.conclusion.start();
                self.conclusion.conclude(Ended::unread(query, unread), started)
            }

            /// The largest body that is accepted, in bytes: a service need not read further.
            #[must_use]
            pub fn body_limit(&self) -> usize {
                self.pipeline.body_limit
            }
        }

        impl fmt::Debug for $receiver {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($receiver))
                    .field("commands", &self.pipeline.routes.commands())
                    .field("policies", &self.conclusion.policies)
                    .finish_non_exhaustive()
            }
        }
    };
}

receiver! {
    /// Routes callbacks to deciders and answers them. Without a verdict, the policies answer.
    ///
    /// One receiver serves all threads of a service. Its deciders and methods are plain functions;
    /// use an [`AsyncReceiver`] if a decider waits for something.
    Receiver of PlainRoute and PlainGuard
}

receiver! {
    /// Like [`Receiver`], but it also accepts async deciders; its futures run on any executor.
    AsyncReceiver of AnyRoute and AnyGuard
}

impl Receiver {
    /// The reply to a callback, verified against the system clock.
    pub fn receive<'b>(&self, query: &str, body: impl Into<Cow<'b, [u8]>>) -> Reply {
        self.receive_at(query, body, now())
    }

    /// The reply to a callback, verified as of the given time.
    pub fn receive_at<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        now: UnixSeconds,
    ) -> Reply {
        let started = self.conclusion.start();
        let ended = match self.pipeline.admit(query, body.into(), now) {
            Ok(verified) => self.run(verified),
            Err(ended) => *ended,
        };
        self.conclusion.conclude(ended, started)
    }

    /// The reply to a verified callback.
    pub fn answer(&self, verified: Verified<'_>) -> Reply {
        let started = self.conclusion.start();
        self.conclusion.conclude(self.run(verified), started)
    }

    #[inline]
    fn run<'b>(&self, verified: Verified<'b>) -> Ended<'b> {
        self.pipeline.run(verified, |query| self.conclusion.needs_guard(query))
    }
}

impl AsyncReceiver {
    /// The reply to a callback, verified against the system clock.
    pub async fn receive<'b>(&self, query: &str, body: impl Into<Cow<'b, [u8]>>) -> Reply {
        self.receive_at(query, body, now()).await
    }

    /// The reply to a callback, verified as of the given time.
    pub async fn receive_at<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        now: UnixSeconds,
    ) -> Reply {
        self.receive_at_within(query, body.into(), now, pin!(pending())).await
    }

    /// The reply to a callback. If the timer completes before the decider does, the policies
    /// answer.
    ///
    /// Any future can be the timer, such as the sleep of a runtime:
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use tim_callback::{AsyncReceiver, CALLBACK_TIMEOUT, Reply};
    /// # mod tokio { pub mod time { pub async fn sleep(_: std::time::Duration) {} } }
    /// async fn handler(receiver: &AsyncReceiver, query: &str, body: &[u8]) -> Reply {
    ///     // Leave a part of Tencent's timeout for the network.
    ///     let deadline = CALLBACK_TIMEOUT - Duration::from_millis(500);
    ///     receiver.receive_within(query, body, tokio::time::sleep(deadline)).await
    /// }
    /// ```
    pub async fn receive_within<'b>(
        &self,
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        timer: impl Future<Output = ()> + Send,
    ) -> Reply {
        self.receive_at_within(query, body.into(), now(), pin!(timer)).await
    }

    /// The reply to a verified callback. With [`answer_within`](Self::answer_within) you can set a
    /// deadline.
    pub async fn answer(&self, verified: Verified<'_>) -> Reply {
        self.answer_within(verified, pending()).await
    }

    /// The reply to a verified callback. If the timer completes before the decider does, the
    /// decider's future is dropped and the policies answer. If the verdict is ready at once, the
    /// timer is not polled.
    ///
    /// While a decider blocks its thread, the timer is not polled either.
    pub async fn answer_within(
        &self,
        verified: Verified<'_>,
        timer: impl Future<Output = ()> + Send,
    ) -> Reply {
        let started = self.conclusion.start();
        let timer = pin!(timer);
        let ended = self.run(verified, timer).await;
        self.conclusion.conclude(ended, started)
    }

    async fn receive_at_within(
        &self,
        query: &str,
        body: Cow<'_, [u8]>,
        now: UnixSeconds,
        timer: Timer<'_>,
    ) -> Reply {
        let started = self.conclusion.start();
        let ended = match self.pipeline.admit(query, body, now) {
            Ok(verified) => self.run(verified, timer).await,
            Err(ended) => *ended,
        };
        self.conclusion.conclude(ended, started)
    }

    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        timer: Timer<'a>,
    ) -> impl Future<Output = Ended<'a>> + Send + 'a {
        self.pipeline.run(verified, timer, |query| self.conclusion.needs_guard(query))
    }
}
