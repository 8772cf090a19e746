//! The fourth stage: your decision.
//!
//! A decider is a plain function of a call, testable without server, signature or executor:
//!
//! ```
//! use tim_callback::{Call, Decide, GroupRejectCode, MsgVerdict, callbacks::group};
//!
//! struct Moderator;
//!
//! impl Decide<group::BeforeSendMsg> for Moderator {
//!     fn decide(&self, call: &Call<group::BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
//!         if call.msg_body.texts().iter().any(|text| text.contains("spam")) {
//!             MsgVerdict::Reject
//!         } else {
//!             MsgVerdict::Allow
//!         }
//!     }
//! }
//!
//! let request: group::BeforeSendMsg = serde_json::from_str(r#"{
//!     "CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"@TGS#1","Type":"Public",
//!     "From_Account":"jared","Operator_Account":"jared","Random":1,
//!     "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}]}"#).unwrap();
//! assert_eq!(Moderator.decide(&Call::for_test(request)), MsgVerdict::Reject);
//! ```

use std::error::Error;
use std::fmt;
use std::future::{Future, ready};

use crate::call::{Call, Callback};

/// Decides on the calls of one command. Cannot fail: what may fail is a [`DecideAsync`].
///
/// Closures of the right shape are deciders.
pub trait Decide<C: Callback> {
    /// The verdict on a call.
    fn decide(&self, call: &Call<C>) -> C::Verdict;
}

impl<C, F> Decide<C> for F
where
    C: Callback,
    F: Fn(&Call<C>) -> C::Verdict,
{
    fn decide(&self, call: &Call<C>) -> C::Verdict {
        self(call)
    }
}

/// Decides on the calls of one command after asking someone else: a database, a model.
///
/// Every [`Decide`] is one.
///
/// ```
/// use tim_callback::{Call, Callback, DecideAsync, DecideError, MsgVerdict, callbacks::group};
///
/// struct Blocklist;
///
/// impl Blocklist {
///     async fn holds(&self, user: &str) -> Result<bool, std::io::Error> { Ok(user == "mallory") }
/// }
///
/// impl DecideAsync<group::BeforeSendMsg> for Blocklist {
///     async fn decide_async(
///         &self,
///         call: &Call<group::BeforeSendMsg>,
///     ) -> Result<<group::BeforeSendMsg as Callback>::Verdict, DecideError> {
///         let blocked = self.holds(call.from_account.as_str()).await?;
///         Ok(if blocked { MsgVerdict::SilentDrop } else { MsgVerdict::Allow })
///     }
/// }
/// ```
pub trait DecideAsync<C: Callback> {
    /// The verdict on a call, once it is known.
    ///
    /// The future must not outlive the server's patience: a callback is answered within
    /// [`CALLBACK_TIMEOUT`](crate::CALLBACK_TIMEOUT). This crate brings no timer.
    fn decide_async(
        &self,
        call: &Call<C>,
    ) -> impl Future<Output = Result<C::Verdict, DecideError>> + Send;
}

impl<C, D> DecideAsync<C> for D
where
    C: Callback,
    D: Decide<C>,
{
    fn decide_async(
        &self,
        call: &Call<C>,
    ) -> impl Future<Output = Result<C::Verdict, DecideError>> + Send {
        ready(Ok(self.decide(call)))
    }
}

/// A decider could not decide. Made from any error with `?`.
///
/// Neither `Debug` nor `Display` prints the cause, which may hold a message's text; whoever logs it
/// takes it out with [`cause`](Self::cause).
pub struct DecideError(Box<dyn Error + Send + Sync>);

impl DecideError {
    /// From an error or a text.
    #[must_use]
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    /// The error that was met.
    #[must_use]
    pub fn cause(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0
    }

    /// The error that was met, owned.
    #[must_use]
    pub fn into_cause(self) -> Box<dyn Error + Send + Sync> {
        self.0
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for DecideError {
    fn from(cause: E) -> Self {
        Self(Box::new(cause))
    }
}

impl fmt::Debug for DecideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DecideError(hidden)")
    }
}

impl fmt::Display for DecideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the decider failed")
    }
}
