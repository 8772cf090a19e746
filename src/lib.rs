//! Typed requests, verdicts and decisions for the callbacks of Tencent Cloud Chat (IM, TIM).
//!
//! Tencent POSTs JSON to an app's server before and after things happen; for *before* callbacks
//! the answer decides. This crate is everything between the bytes of the request and the bytes of
//! the answer, without a web framework:
//!
//! ```text
//!  query: &str ─┐
//!               ├─> Incoming ──Verifier──> Verified ──decode──> AnyCallback / Call<C>
//!  body: &[u8] ─┘                                                       │ Decide
//!                                                        Reply <── C::Verdict
//! ```
//!
//! Most services use a [`Receiver`], which goes all the way. What follows are the stages by
//! themselves; each continues the one before.
//!
//! # 1. Take it in
//!
//! [`Incoming`] reads the query and keeps the body as it is. Nothing is trusted yet.
//!
//! ```
//! # const QUERY: &str = "SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg\
//! #     &contenttype=json&Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061\
//! #     &RequestTime=1669872112";
//! # let body: &[u8] = br#"{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"@TGS#1",
//! #     "Type":"Public","From_Account":"jared","Operator_Account":"jared","Random":1,
//! #     "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}]}"#;
//! use tim_callback::Incoming;
//!
//! let incoming = Incoming::new(QUERY, body)?;
//! assert_eq!(incoming.query().command_name(), "Group.CallbackBeforeSendMsg");
//! # Ok::<(), tim_callback::Error>(())
//! ```
//!
//! # 2. Verify it
//!
//! A [`Verifier`] checks app, signature and time, and is the only way to a [`Verified`].
//!
//! ```
//! # use tim_callback::Incoming;
//! # const QUERY: &str = "SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg\
//! #     &contenttype=json&Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061\
//! #     &RequestTime=1669872112";
//! # let body: &[u8] = b"{}";
//! # let incoming = Incoming::new(QUERY, body)?;
//! use tim_callback::{SdkAppId, Token, UnixSeconds, Verifier};
//!
//! let verifier = Verifier::new(SdkAppId::new(1_400_000_000), Token::new("xxxxyyyy").unwrap());
//! let verified = verifier.verify_at(incoming, UnixSeconds::new(1_669_872_112))?;
//! # Ok::<(), tim_callback::Error>(())
//! ```
//!
//! # 3. Decode it
//!
//! [`Verified::decode`] gives an [`AnyCallback`], [`Verified::decode_as`] a [`Call`] of one command.
//! An error names the place: `MsgBody[2].MsgContent.Text`.
//!
//! ```
//! # use tim_callback::{AnyCallback, Incoming, Verifier};
//! # let body: &[u8] = br#"{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"@TGS#1",
//! #     "Type":"Public","From_Account":"jared","Operator_Account":"jared","Random":1,
//! #     "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}]}"#;
//! # let query = "SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg";
//! # let verifier = Verifier::unchecked_for_logs_and_tests();
//! # let verified = verifier.verify(Incoming::new(query, body)?)?;
//! let AnyCallback::GroupBeforeSendMsg(call) = verified.decode()? else { panic!() };
//! assert_eq!(call.msg_body.texts(), ["spam"]);
//! # Ok::<(), tim_callback::Error>(())
//! ```
//!
//! # 4. Decide
//!
//! A [`Decide`] is a plain function from a call to the verdict type of its command.
//!
//! ```
//! use tim_callback::callbacks::group;
//! use tim_callback::{Call, GroupRejectCode, MsgVerdict};
//!
//! fn decide(call: &Call<group::BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
//!     if call.msg_body.texts().contains(&"spam") { MsgVerdict::Reject } else { MsgVerdict::Allow }
//! }
//! ```
//!
//! # 5. Answer
//!
//! A [`Reply`] is made from a call and a verdict of its command: status, content type, bytes.
//!
//! ```
//! # use tim_callback::callbacks::group;
//! # use tim_callback::{Call, MsgVerdict};
//! # let request: group::BeforeSendMsg = serde_json::from_str(r#"{
//! #   "CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"g","Type":"Public",
//! #   "From_Account":"jared","Operator_Account":"jared","Random":1,"MsgBody":[]}"#).unwrap();
//! # let call: Call<group::BeforeSendMsg> = Call::for_test(request);
//! use tim_callback::Reply;
//!
//! let reply = Reply::to(&call, &MsgVerdict::Reject);
//! assert_eq!(reply.body_text(), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#);
//! ```
//!
//! # Guides
//!
//! [`guide`] has a page for each of these: moderating messages, changing them, failing open or
//! closed, rotating a token, testing without Tencent, commands this version does not know, moving
//! from a hand-written handler, and where the official documents differ from the wire.
//!
//! # Feature `http`
//!
//! Off by default. With it a [`Reply`] becomes an `http::Response`, and a [`Receiver`] takes an
//! `http::Request`; see the module `http`.
//!
//! # Commands
//!
#![doc = include_str!("commands.md")]
#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod catalogue;

pub mod auth;
pub mod call;
pub mod callbacks;
pub mod command;
pub mod decide;
mod error;
#[cfg(any(doc, doctest))]
pub mod guide;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub mod http;
mod json;
pub mod message;
pub mod query;
pub mod receiver;
pub mod replay;
pub mod reply;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
#[cfg(feature = "tower")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower")))]
pub mod tower;
pub mod value;
pub mod verdict;

use std::time::Duration;

pub use auth::{Token, Verified, Verifier, sign};
pub use call::{AnyCallback, Call};
pub use callbacks::Callback;
pub use command::CallbackCommand;
pub use decide::{Decide, DecideAsync};
pub use error::Error;
pub use message::{MsgBody, MsgElement, MsgPatch};
pub use query::Incoming;
pub use receiver::{AsyncReceiver, Observation, Policies, Receiver};
pub use reply::Reply;
pub use value::{GroupId, SdkAppId, UnixSeconds, UserId};
pub use verdict::{
    Ack, C2cRejectCode, Fallback, FriendVerdict, Gate, GroupRejectCode, InviteVerdict, MsgVerdict,
    SubscribeVerdict,
};

/// How long Tencent waits for the answer to a callback: 2 s. Doc 1047/34354.
pub const CALLBACK_TIMEOUT: Duration = Duration::from_secs(2);

#[cfg(all(doctest, feature = "testing"))]
#[doc = include_str!("../README.md")]
struct Readme;
