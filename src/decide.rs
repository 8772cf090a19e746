//! The fourth stage: your decision.
//!
//! A decider is a plain function of a call. You can test it without a server, a signature or an
//! executor:
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
use std::future::Future;
use std::sync::Arc;

use crate::call::Call;
use crate::callbacks::Callback;

/// Decides the calls of one command. It cannot fail; if yours can, implement [`DecideAsync`].
///
/// Register a closure with [`on_fn`](crate::receiver::ReceiverBuilder::on_fn). To register one
/// decider for several commands, share it: `&D`, `Box<D>` and `Arc<D>` forward to `D`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not decide calls of `{C}`",
    label = "`Decide<{C}>` is missing",
    note = "closures are registered with `on_fn`, async deciders with `on_async`"
)]
pub trait Decide<C: Callback> {
    /// The verdict on a call.
    fn decide(&self, call: &Call<C>) -> C::Verdict;
}

/// Decides the calls of one command asynchronously, for example by asking a database or a model.
///
/// The error type is yours: any type that converts into a boxed error, such as `anyhow::Error`. The
/// error reaches the observers as [`Observation::cause`](crate::Observation::cause), and the policy
/// for failed deciders gives the answer.
///
/// ```
/// use tim_callback::{Call, Callback, DecideAsync, MsgVerdict, callbacks::group};
///
/// struct Blocklist;
///
/// impl Blocklist {
///     async fn holds(&self, user: &str) -> Result<bool, std::io::Error> { Ok(user == "mallory") }
/// }
///
/// impl DecideAsync<group::BeforeSendMsg> for Blocklist {
///     type Error = std::io::Error;
///
///     async fn decide_async(
///         &self,
///         call: &Call<group::BeforeSendMsg>,
///     ) -> Result<<group::BeforeSendMsg as Callback>::Verdict, Self::Error> {
///         let blocked = self.holds(call.from_account.as_str()).await?;
///         Ok(if blocked { MsgVerdict::SilentDrop } else { MsgVerdict::Allow })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not decide calls of `{C}` asynchronously",
    label = "`DecideAsync<{C}>` is missing",
    note = "plain deciders are registered with `on`, async closures with `on_async_fn`"
)]
pub trait DecideAsync<C: Callback> {
    /// Why no verdict was reached.
    type Error: Into<Box<dyn Error + Send + Sync>>;

    /// The verdict on a call.
    ///
    /// You must answer a callback within [`CALLBACK_TIMEOUT`](crate::CALLBACK_TIMEOUT). This crate
    /// has no timer; [`receive_within`](crate::AsyncReceiver::receive_within) accepts yours.
    fn decide_async(
        &self,
        call: &Call<C>,
    ) -> impl Future<Output = Result<C::Verdict, Self::Error>> + Send;
}

macro_rules! forward {
    ($($pointer:ty),+) => {$(
        impl<C: Callback, D: Decide<C> + ?Sized> Decide<C> for $pointer {
            fn decide(&self, call: &Call<C>) -> C::Verdict {
                (**self).decide(call)
            }
        }

        impl<C: Callback, D: DecideAsync<C> + ?Sized> DecideAsync<C> for $pointer {
            type Error = D::Error;

            fn decide_async(
                &self,
                call: &Call<C>,
            ) -> impl Future<Output = Result<C::Verdict, Self::Error>> + Send {
                (**self).decide_async(call)
            }
        }
    )+};
}

forward!(&D, Box<D>, Arc<D>);
