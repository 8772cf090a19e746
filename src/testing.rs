//! Tools for your tests: short ways to build requests, signed callbacks, a clock that you set, and
//! what Tencent would do with an answer. They need the feature `testing`:
//!
//! ```toml
//! [dev-dependencies]
//! tim-callback = { version = "0.1", features = ["testing"] }
//! ```
//!
//! # A decider by itself
//!
//! [`call`] starts from the documented sample of a command, and you change only what the test is
//! about. Setting a field that the sample does not have panics with a message that names the fields
//! it has.
//!
//! ```
//! use serde_json::json;
//! use tim_callback::callbacks::group;
//! use tim_callback::testing;
//!
//! let call = testing::call::<group::BeforeSendMsg>().text("hi").from("jared").group("g1").build();
//! assert_eq!(call.msg_body.texts(), ["hi"]);
//! assert_eq!(call.from_account, "jared");
//!
//! let call = testing::call::<group::BeforeInviteJoinGroup>()
//!     .set("DestinationMembers[0].Member_Account", "mallory")
//!     .push("DestinationMembers", json!({"Member_Account": "bob"}))
//!     .build();
//! assert_eq!(call.destination_members.len(), 3);
//! ```
//!
//! # A service, from query and body to the answer
//!
//! A [`Signer`] signs what Tencent would send, and [`Signed::what_tencent_does`] interprets the
//! answer.
//!
//! ```
//! use tim_callback::callbacks::group;
//! use tim_callback::testing::{self, Clock, Signer};
//! use tim_callback::{MsgVerdict, Policies, Receiver, SdkAppId, Token, UnixSeconds, Verifier};
//!
//! let (app, token) = (SdkAppId::new(1400000000), Token::new("a token").unwrap());
//! let receiver = Receiver::builder(Verifier::new(app, token.clone()), Policies::fail_closed())
//!     .on_fn::<group::BeforeSendMsg>(|call| match call.msg_body.texts().contains(&"casino") {
//!         true => MsgVerdict::Reject,
//!         false => MsgVerdict::Allow,
//!     })
//!     .build()
//!     .unwrap();
//!
//! let clock = Clock::at(UnixSeconds::new(1669872112));
//! let tencent = Signer::new(app, token).with_clock(&clock);
//! let sent = tencent.sign(testing::call::<group::BeforeSendMsg>().text("casino"));
//! let reply = receiver.receive_at(&sent.query, &sent.body, clock.now());
//!
//! let review = sent.what_tencent_does(&reply);
//! review.assert_refused();
//! assert_eq!(review.to_string(),
//!     "Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016");
//! ```

mod answer_issue;
mod clock;
mod command_info;
mod effect;
mod json_path;
mod request_builder;
mod response;
mod review;
mod signer;
mod wording;

use std::fmt::Display;

use crate::callbacks::Callback;
use crate::command::CallbackCommand;

pub use answer_issue::AnswerIssue;
pub use clock::Clock;
pub use effect::Effect;
pub use json_path::EditError;
pub use request_builder::{Order, RequestBuilder, RequestBuilderError};
pub use response::Response;
pub use review::{Review, what_tencent_does};
pub use signer::{Signed, Signer};

/// A builder for a request of this command, which starts as the documented sample.
/// [`RequestBuilder::build`] makes the call.
pub fn call<C: Callback>() -> RequestBuilder<C> {
    RequestBuilder::of(C::COMMAND)
}

/// A builder for a request of any command, which starts as the documented sample.
/// [`RequestBuilder::into_bytes`] makes the body.
///
/// ```
/// use tim_callback::{CallbackCommand, testing};
///
/// for &command in CallbackCommand::all() {
///     assert!(testing::body(command).into_bytes().unwrap().starts_with(b"{"));
/// }
/// ```
pub fn body(command: CallbackCommand) -> RequestBuilder {
    RequestBuilder::of(command)
}

/// Fails the test, and reports the line that called the test kit.
#[track_caller]
#[expect(clippy::panic, reason = "a test fails by a panic")]
fn fail(why: &dyn Display) -> ! {
    panic!("{why}")
}
