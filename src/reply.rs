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

use crate::call::{Call, Callback};
use crate::error::Error;
use crate::verdict::{Answer, sealed::json};

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
        Self { status: 200, content_type: JSON, body: json(verdict) }
    }

    pub(crate) fn answer(answer: &Answer) -> Self {
        Self { status: 200, content_type: JSON, body: answer.to_json() }
    }

    /// The refusal of something that did not get as far as a decision: the error's status, and its
    /// text, which cannot pass for a verdict and gives nothing away.
    pub fn refusal(error: &Error) -> Self {
        Self {
            status: error.status(),
            content_type: TEXT,
            body: Cow::Owned(error.to_string().into_bytes()),
        }
    }

    /// The body as text.
    #[must_use]
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}
