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

/// An HTTP answer: give it to the web framework as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "a reply does nothing until it is sent"]
pub struct Reply {
    /// The HTTP status: 200 for every verdict; any other counts as a failed callback.
    pub status: u16,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Cow<'static, [u8]>,
}

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

impl Reply {
    /// The answer to a call: a verdict of its own command, and no other.
    pub fn to<C: Callback>(_call: &Call<C>, verdict: &C::Verdict) -> Self {
        Self::json(json(verdict))
    }

    pub(crate) fn json(body: Cow<'static, [u8]>) -> Self {
        Self { status: 200, content_type: JSON, body }
    }

    /// The refusal of a callback: the error's status and a fixed short text, which cannot pass for a
    /// verdict and tells a stranger nothing. Your log has the error itself.
    pub fn refusal(error: &Error) -> Self {
        Self::status(error.status())
    }

    /// Status 503: the callback was received and could not be handled.
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

/// The answer to a callback without a verdict, whatever its command.
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
    /// The answer without a verdict, right for every command: `Sns.CallbackPrev*` are answered for
    /// each target, after-commands are acknowledged.
    ///
    /// This ends a service that has no router:
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
    /// The answer without a verdict: `OK` with code 0, or with `Fallback::Reject` code 1 if the
    /// command's name contains `before` or `prev`.
    pub fn reply_by(&self, fallback: Fallback) -> Reply {
        reply_by(self.query(), self.raw_body(), fallback)
    }
}

impl Undecodable<'_> {
    /// The answer without a verdict. To `Sns.CallbackPrev*` it is the documented failure code,
    /// because there are no targets to answer for.
    pub fn reply_by(&self, fallback: Fallback) -> Reply {
        let verified = self.verified();
        reply_by(verified.query(), verified.raw_body(), fallback)
    }
}
