//! The third stage: decoding a verified callback into its type.
//!
//! ```
//! use tim_callback::{AnyCallback, Incoming, Verifier};
//!
//! let query = "SdkAppid=1400000000&CallbackCommand=Group.CallbackSendMsgException";
//! let body = br#"{"CallbackCommand":"Group.CallbackSendMsgException","GroupId":"@TGS#1",
//!     "Type":"Public","From_Account":"jared","Operator_Account":"jared","Random":1,
//!     "MsgBody":[],"ErrorCode":10023,"ErrorInfo":"too many"}"#;
//! let incoming = Incoming::new(query, body.as_slice()).unwrap();
//! let verified = Verifier::unchecked_for_logs_and_tests().verify(incoming).unwrap();
//!
//! match verified.decode().unwrap() {
//!     AnyCallback::GroupSendMsgException(call) => assert_eq!(call.error_code.get(), 10023),
//!     other => panic!("not {}", other.command_name()),
//! }
//! ```
//!
//! # Keys for queues
//!
//! After-commands may be repeated, and they are usually processed later. [`Call::dedup_key`] is
//! equal for repeated deliveries of one event, and [`Call::ordering_key`] for events that must stay
//! in order. Neither contains the app id: if an endpoint serves several apps, put the app id in
//! front of the key.
//!
#![doc = include_str!("call/keys.md")]

mod any;
mod decode;
mod keys;

use std::fmt;
use std::ops::Deref;

use crate::auth::Verified;
use crate::callbacks::Callback;
use crate::command::CallbackCommand;
use crate::message::{MsgBody, MsgPatch};
use crate::query::CallbackQuery;
use crate::value::{SdkAppId, UserId};
use crate::verdict::{FriendDecision, FriendRejectCode, FriendVerdict, MsgVerdict};

pub use any::{AnyCallback, UnknownCall};
pub(crate) use any::{FallbackAnswer, Targets, answer_unknown, fallback_answer, fallback_unknown};
pub(crate) use decode::decode_request;
use decode::why_not;
pub use decode::{DecodeError, DecodeErrorKind, Undecodable};

/// A callback of one command: its request, its query and its raw body.
///
/// Dereferences to the request.
#[derive(Clone, PartialEq)]
pub struct Call<C>(Box<Parts<C>>);

/// Boxed, because a call moves from stage to stage, and moving half a kilobyte each time costs more
/// than one allocation.
#[derive(Clone, PartialEq)]
struct Parts<C> {
    query: CallbackQuery,
    request: C,
    raw_body: Vec<u8>,
}

/// Something that has a query: a call of any command, or a query alone.
pub(crate) trait Queried: Send {
    fn query(&self) -> &CallbackQuery;
}

impl<C: Send> Queried for Parts<C> {
    fn query(&self) -> &CallbackQuery {
        &self.query
    }
}

impl Queried for CallbackQuery {
    fn query(&self) -> &CallbackQuery {
        self
    }
}

impl<C: Callback> Call<C> {
    fn new(query: CallbackQuery, request: C, raw_body: Vec<u8>) -> Self {
        Self(Box::new(Parts { query, request, raw_body }))
    }

    /// A call for the unit test of a [`Decide`](crate::Decide). Its query names app 0, and its raw
    /// body is the request's JSON.
    #[must_use]
    pub fn for_test(request: C) -> Self {
        // A request always has a JSON form; if one had none, only the raw body would be missing.
        let raw_body = serde_json::to_vec(&request).unwrap_or_default();
        Self::new(CallbackQuery::new(SdkAppId::new(0), C::COMMAND), request, raw_body)
    }

    /// Replaces the query, for a unit test.
    #[must_use]
    pub fn with_query_for_test(mut self, query: CallbackQuery) -> Self {
        self.0.query = query;
        self
    }

    /// A call with a body that a test wrote.
    #[cfg(feature = "testing")]
    pub(crate) fn from_body_for_test(
        query: CallbackQuery,
        raw_body: Vec<u8>,
    ) -> Result<Self, DecodeError> {
        match decode_request(&raw_body) {
            Some(request) => Ok(Self::new(query, request, raw_body)),
            None => Err(why_not::<C>(&raw_body)),
        }
    }

    /// The command.
    #[must_use]
    pub fn command(&self) -> CallbackCommand {
        C::COMMAND
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> &CallbackQuery {
        &self.0.query
    }

    /// The request.
    #[must_use]
    pub fn request(&self) -> &C {
        &self.0.request
    }

    /// The request, owned.
    #[must_use]
    pub fn into_request(self) -> C {
        self.0.request
    }

    /// Erases the request type without moving the contents.
    pub(crate) fn into_queried(self) -> Box<dyn Queried> {
        self.0
    }

    /// Converts the call into an [`AnyCallback`], for generic code.
    ///
    /// ```
    /// use tim_callback::{AnyCallback, Call, Callback};
    ///
    /// fn enqueue<C: Callback>(call: Call<C>, queue: &mut Vec<AnyCallback>) {
    ///     queue.push(call.into_any());
    /// }
    /// # let mut queue = Vec::new();
    /// # enqueue(tim_callback::testing::call::<tim_callback::callbacks::state::StateChange>().build(), &mut queue);
    /// # assert!(matches!(queue[0], AnyCallback::StateChange(_)));
    /// ```
    #[must_use]
    pub fn into_any(self) -> AnyCallback {
        AnyCallback::of(self)
    }

    /// The body as received. It still contains the fields unknown to this version.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.0.raw_body
    }

    /// The message; `None` if requests of this command have none.
    #[must_use]
    pub fn msg_body(&self) -> Option<&MsgBody> {
        self.0.request.msg_body()
    }
}

impl<C, R> Call<C>
where
    C: Callback<Verdict = MsgVerdict<R>>,
{
    /// A patch of the message, without any change yet. Add changes, and answer with
    /// [`MsgVerdict::Modify`].
    pub fn patch(&self) -> MsgPatch {
        match (MsgPatch::from_raw_body(&self.0.raw_body), self.msg_body()) {
            (Ok(patch), _) => patch,
            (Err(_), Some(msg_body)) => MsgPatch::of(msg_body),
            (Err(_), None) => MsgPatch::of(&MsgBody::default()),
        }
    }
}

impl<C: Callback<Verdict = FriendVerdict>> Call<C> {
    /// Decides about each target of the request, in order.
    pub fn judge_each(&self, judge: impl FnMut(&UserId) -> FriendDecision) -> FriendVerdict {
        FriendVerdict::each(self.0.request.targets(), judge)
    }

    /// Allows the request for every target.
    pub fn allow_all(&self) -> FriendVerdict {
        self.judge_each(|_| FriendDecision::Allow)
    }

    /// Refuses the request for every target.
    pub fn refuse_all(&self, code: FriendRejectCode, text: &str) -> FriendVerdict {
        self.judge_each(|_| FriendDecision::refuse(code, text))
    }
}

impl<C> Deref for Call<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.0.request
    }
}

/// `Debug` prints the request, including the message in it.
impl<C: fmt::Debug> fmt::Debug for Call<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("query", &self.0.query)
            .field("request", &self.0.request)
            .finish_non_exhaustive()
    }
}

impl<'b> Verified<'b> {
    /// Decodes the body as a request of the command in the URL. An unknown command becomes
    /// [`AnyCallback::Unknown`], with its body unparsed.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not a request of that command. The error contains the
    /// verified callback.
    pub fn decode(self) -> Result<AnyCallback, Undecodable<'b>> {
        AnyCallback::decode(self)
    }

    /// Decodes the body as a request of this command.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL names a different command, or the body is not a request of this
    /// one.
    /// The error contains the verified callback.
    #[inline]
    pub fn decode_as<C: Callback>(self) -> Result<Call<C>, Undecodable<'b>> {
        if self.query().command() != Some(C::COMMAND) {
            let error = DecodeError::not_asked(C::COMMAND, self.query().command());
            return Err(Undecodable::new(error, self));
        }
        match decode_request(self.raw_body()) {
            Some(request) => {
                let (query, body) = self.into_parts();
                Ok(Call::new(query, request, body.into_owned()))
            }
            None => Err(Undecodable::new(why_not::<C>(self.raw_body()), self)),
        }
    }
}
