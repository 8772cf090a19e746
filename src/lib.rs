//! Typed requests, verdicts and decisions for the callbacks of Tencent Cloud Chat (IM, TIM).
//!
//! Tencent POSTs JSON to your server before and after things happen: a group message is about to be
//! sent, a member joined. For *before* callbacks your answer decides. This crate covers everything
//! from the bytes of the request to the bytes of the answer, without a web framework:
//!
//! ```
//! use tim_callback::callbacks::group;
//! use tim_callback::{MsgVerdict, Policies, Receiver, SdkAppId, Token, Verifier};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let (app, token) = (SdkAppId::new(1400000000), Token::new("the token of the console")?);
//!     let receiver = Receiver::builder(Verifier::new(app, token), Policies::fail_closed())
//!         .on_fn::<group::BeforeSendMsg>(|call| {
//!             match call.msg_body.texts().iter().any(|text| text.contains("casino")) {
//!                 true => MsgVerdict::Reject,
//!                 false => MsgVerdict::Allow,
//!             }
//!         })
//!         .build()?;
//!
//!     // In the POST handler of any web framework:
//!     let (query, body) = ("SdkAppid=1400000000&CallbackCommand=State.StateChange", b"{}");
//!     let reply = receiver.receive(query, body.as_slice());
//!     assert_eq!(reply.status, 401); // this one is not signed
//!     Ok(())
//! }
//! ```
//!
//! An [`AsyncReceiver`] also accepts async deciders; its futures run on any executor.
//!
//! # Guides
//!
//! - [Moderate messages](guide::moderate_messages): let them pass, refuse them, drop them.
//! - [Change messages](guide::change_messages): redact, append, replace.
//! - [Deploy](guide::deploy): URL, switches, limits.
//! - [The edge](guide::edge): nginx in front, health checks, the clock, what to alert on.
//! - [Fail open or closed](guide::fail_open_or_closed): what to answer when no verdict was reached.
//! - [Rotate a token](guide::rotate_a_token) without losing a callback.
//! - [Test without Tencent](guide::test_without_tencent): deciders, receivers, services.
//! - [Unknown commands](guide::unknown_commands): receive what this version does not know.
//! - [Store callbacks](guide::store_callbacks): in a queue, a table, a log.
//! - [Move from a hand-written handler](guide::move_from_a_handler), one piece at a time.
//! - [Differences](guide::differences) between the official documents and the wire.
//!
//! # Features
//!
//! None is on by default.
//!
//! - `http`: a [`Reply`] becomes an `http::Response`, and a receiver accepts an `http::Request`.
//! - `tower`: an [`AsyncReceiver`] as a `tower` service, which also reads the body.
//! - `testing`: requests from the documented samples, signed callbacks, a clock, and what Tencent
//!   would do with an answer. For `[dev-dependencies]`.
//!
//! # The stages by themselves
//!
//! A receiver goes through five stages. A service can run them one by one; each example here
//! continues the one before.
//!
//! ```text
//!  query: &str ─┐
//!               ├─> Incoming ──Verifier──> Verified ──decode──> AnyCallback / Call<C>
//!  body: &[u8] ─┘                                                       │ Decide
//!                                                        Reply <── C::Verdict
//! ```
//!
//! **Read** query and body. Nothing is trusted yet.
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
//! **Verify** them. A [`Verifier`] checks app, signature and time. Only a `Verifier` makes a
//! [`Verified`].
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
//! **Decode** the body. [`Verified::decode`] returns an [`AnyCallback`], [`Verified::decode_as`] a
//! [`Call`] of one command. An error contains the path: `MsgBody[2].MsgContent.Text`.
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
//! **Decide**. A decider is a plain function from a call to the verdict type of its command.
//!
//! ```
//! use tim_callback::callbacks::group;
//! use tim_callback::{Call, GroupRejectCode, MsgVerdict};
//!
//! fn decide(call: &Call<group::BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
//!     match call.msg_body.texts().contains(&"spam") {
//!         true => MsgVerdict::Reject,
//!         false => MsgVerdict::Allow,
//!     }
//! }
//! ```
//!
//! **Answer**. A [`Reply`] consists of status, content type and bytes. It is made from a call and a
//! verdict of its command.
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
//! # Commands
//!
#![doc = include_str!("commands.md")]
#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod catalogue;
#[macro_use]
mod describe;

pub mod auth;
pub mod call;
pub mod callbacks;
mod clock;
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
#[cfg(feature = "schema")]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
pub mod schema;
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
};

/// How long Tencent waits for the answer to a callback: 2 s.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34354)
pub const CALLBACK_TIMEOUT: Duration = Duration::from_secs(2);

#[cfg(all(doctest, feature = "testing"))]
#[doc = include_str!("../README.md")]
struct Readme;
