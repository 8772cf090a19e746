//! The last stage: the HTTP answer, as bytes.
//!
//! ```
//! use tim_callback::{Call, MsgVerdict, Reply, callbacks::group};
//!
//! # let request: group::BeforeSendMsg = serde_json::from_str(r#"{
//! #   "CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"g","Type":"Public",
//! #   "From_Account":"jared","Operator_Account":"jared","Random":1,"MsgBody":[]}"#).unwrap();
//! let call: Call<group::BeforeSendMsg> = Call::for_test(request);
//! let reply = Reply::to(&call, &MsgVerdict::Reject);
//! assert_eq!(reply.status, 200);
//! assert_eq!(reply.body_text(), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#);
//! ```

use std::borrow::Cow;

use crate::call::{
    AnyCallback, Call, Targets, Undecodable, UnknownCall, fallback_answer, fallback_unknown,
};
use crate::callbacks::Callback;
use crate::error::Error;
use crate::query::CallbackQuery;
use crate::verdict::{Fallback, sealed::json};

/// An HTTP answer, to be passed to your web framework unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "a reply does nothing until it is sent"]
pub struct Reply {
    /// The HTTP status: 200 for every verdict. Any other status counts as a failed callback.
    pub status: u16,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Cow<'static, [u8]>,
}

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

impl Reply {
    /// The answer to a call. It accepts only a verdict of the call's own command.
    pub fn to<C: Callback>(_call: &Call<C>, verdict: &C::Verdict) -> Self {
        Self::json(json(verdict))
    }

    pub(crate) fn json(body: Cow<'static, [u8]>) -> Self {
        Self { status: 200, content_type: JSON, body }
    }

    /// The refusal of a callback: the status of the error and a fixed short text. The text cannot
    /// be mistaken for a verdict, and tells strangers nothing; log the error itself.
    pub fn refusal(error: &Error) -> Self {
        Self::status(error.status())
    }

    /// Status 503: the callback was received but could not be handled.
    pub(crate) fn unavailable() -> Self {
        Self::status(503)
    }

    fn status(status: u16) -> Self {
        let text = match status {
            401 => "not authenticated",
            403 => "forbidden",
            408 => "timed out",
            409 => "received before",
            413 => "too large",
            415 => "not json",
            503 => "unavailable",
            _ => "bad request",
        };
        Self { status, content_type: TEXT, body: Cow::Borrowed(text.as_bytes()) }
    }

    /// The body as text.
    #[must_use]
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

/// The answer to a callback when no verdict was reached, whatever its command.
fn reply_by(query: &CallbackQuery, body: &[u8], fallback: Fallback) -> Reply {
    let targets = Targets::InBody(Cow::Borrowed(body));
    let (_, json) = match query.command() {
        Some(command) => {
            fallback_answer(command, fallback, targets).unwrap_or_else(|failed| failed)
        }
        None => fallback_unknown(query.command_name(), fallback),
    };
    Reply::json(json)
}

impl AnyCallback {
    /// The answer when no verdict was reached, valid for every command: `Sns.CallbackPrev*` are
    /// answered for each target, and after-commands are acknowledged.
    ///
    /// Use it as the last arm in a service without a [`Receiver`](crate::Receiver):
    ///
    /// ```
    /// use tim_callback::{AnyCallback, Error, Fallback, Incoming, MsgVerdict, Reply, Verifier};
    ///
    /// fn answer(verifier: &Verifier, query: &str, body: &[u8]) -> Result<Reply, Error> {
    ///     let verified = verifier.verify(Incoming::new(query, body)?)?;
    ///     Ok(match verified.decode() {
    ///         Ok(AnyCallback::GroupBeforeSendMsg(call)) => {
    ///             let spam = call.msg_body.texts().contains(&"spam");
    ///             let verdict = if spam { MsgVerdict::Reject } else { MsgVerdict::Allow };
    ///             Reply::to(&call, &verdict)
    ///         }
    ///         Ok(other) => other.reply_by(Fallback::Allow),
    ///         Err(undecodable) => undecodable.reply_by(Fallback::Reject),
    ///     })
    /// }
    /// # let verifier = Verifier::unchecked_for_logs_and_tests();
    /// # let query = "SdkAppid=1&CallbackCommand=Group.CallbackBeforeSendMsg";
    /// # assert!(answer(&verifier, query, b"{}").unwrap().body_text().contains("\"ErrorCode\":1"));
    /// ```
    pub fn reply_by(&self, fallback: Fallback) -> Reply {
        reply_by(self.query(), self.raw_body(), fallback)
    }
}

impl UnknownCall {
    /// The answer when no verdict was reached: `OK` with code 0, or code 1 for `Fallback::Reject`
    /// if the command's name contains `before` or `prev`.
    pub fn reply_by(&self, fallback: Fallback) -> Reply {
        reply_by(self.query(), self.raw_body(), fallback)
    }
}

impl Undecodable<'_> {
    /// The answer when no verdict was reached. For `Sns.CallbackPrev*` it is the documented failure
    /// code, because the targets are not known.
    pub fn reply_by(&self, fallback: Fallback) -> Reply {
        let verified = self.verified();
        reply_by(verified.query(), verified.raw_body(), fallback)
    }
}
