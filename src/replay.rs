//! Refusing callbacks that were received before.
//!
//! A signature stays valid until it is older than the verifier's window, so anyone who intercepts a
//! callback can send it again until then. A replay guard remembers which callbacks were received
//! and detects repetitions. It is optional. Without HTTPS it does not protect you, because `Sign`
//! does not cover the body.
//!
//! A repeated before-command is refused by [policy](crate::Policies), with 409 or the command's
//! rejection. A repeated after-command, which Tencent may send by design, is acknowledged without
//! running its decider. Callbacks that were not verified by a signature are not guarded, because
//! nothing distinguishes a repetition from a second event.
//!
//! A guard remembers a callback before its decider runs. If a decider fails to store an
//! after-command in its queue, the event is therefore lost: a repetition by Tencent is acknowledged
//! without running the decider. Let the queue itself detect repetitions, with
//! [`Call::dedup_key`](crate::Call::dedup_key).
//!
//! ```
//! use std::sync::Arc;
//! use tim_callback::callbacks::group;
//! use tim_callback::query::{CallbackQuery, QueryParam};
//! use tim_callback::replay::MemoryReplayGuard;
//! use tim_callback::{MsgVerdict, Policies, Receiver, SdkAppId, Token, UnixSeconds, Verifier, sign};
//!
//! let app = SdkAppId::new(1_400_000_000);
//! let token = Token::new("xxxxyyyy").unwrap();
//! let now = UnixSeconds::new(1_669_872_112);
//! let query = CallbackQuery::new(app, "Group.CallbackBeforeSendMsg")
//!     .with(QueryParam::Sign, &sign(&token, now))
//!     .with(QueryParam::RequestTime, &now.to_string())
//!     .to_query_string();
//!
//! let guard = Arc::new(MemoryReplayGuard::new(100_000));
//! let receiver = Receiver::builder(Verifier::new(app, token), Policies::fail_open())
//!     .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::Allow)
//!     .replay_guard(Arc::clone(&guard))
//!     .build()
//!     .unwrap();
//! assert_eq!(receiver.receive_at(&query, b"{}".as_slice(), now).status, 200);
//! assert_eq!(receiver.receive_at(&query, b"{}".as_slice(), now).status, 409);
//! assert_eq!(guard.len(), 1);
//! ```

mod memory;

use std::error::Error;
use std::future::Future;
use std::sync::Arc;

use crate::value::UnixSeconds;

pub use crate::auth::ReplayKey;
pub use memory::MemoryReplayGuard;

/// Remembers which callbacks were received, on one machine.
///
/// `&G`, `Box<G>` and `Arc<G>` forward to `G`.
pub trait ReplayGuard {
    /// Remembers the key until it expires, and returns whether it is new. The signature is still
    /// valid at `expires` itself.
    ///
    /// This must be atomic: if two calls have the same key at the same time, exactly one returns
    /// `true`.
    fn is_new(&self, key: &ReplayKey, expires: UnixSeconds, now: UnixSeconds) -> bool;
}

/// Remembers which callbacks were received, in a store that several machines share.
///
/// In NATS, this is `create` in a key-value bucket with an age. `&G`, `Box<G>` and `Arc<G>` forward
/// to `G`.
pub trait ReplayGuardAsync {
    /// Why the store could not answer.
    type Error: Into<Box<dyn Error + Send + Sync>>;

    /// Remembers the key until it expires, and returns whether it is new. The signature is still
    /// valid at `expires` itself.
    ///
    /// On an error, a before-command is rejected if the policy for failed deciders is to reject. In
    /// every other case the callback goes on as if it were new.
    fn is_new_async(
        &self,
        key: &ReplayKey,
        expires: UnixSeconds,
        now: UnixSeconds,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}

macro_rules! forward {
    ($($pointer:ty),+) => {$(
        impl<G: ReplayGuard + ?Sized> ReplayGuard for $pointer {
            fn is_new(&self, key: &ReplayKey, expires: UnixSeconds, now: UnixSeconds) -> bool {
                (**self).is_new(key, expires, now)
            }
        }

        impl<G: ReplayGuardAsync + ?Sized> ReplayGuardAsync for $pointer {
            type Error = G::Error;

            fn is_new_async(
                &self,
                key: &ReplayKey,
                expires: UnixSeconds,
                now: UnixSeconds,
            ) -> impl Future<Output = Result<bool, Self::Error>> + Send {
                (**self).is_new_async(key, expires, now)
            }
        }
    )+};
}

forward!(&G, Box<G>, Arc<G>);
