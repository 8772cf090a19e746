//! All stages in one: query and body in, reply out.
//!
//! A [`Receiver`] has plain deciders and plain methods. An [`AsyncReceiver`] also accepts async
//! deciders; its futures run on any executor.
//!
//! ```
//! use tim_callback::callbacks::group;
//! use tim_callback::{Ack, MsgVerdict, Policies, Receiver, SdkAppId, Token, Verifier};
//!
//! let verifier = Verifier::new(SdkAppId::new(1_400_000_000), Token::new("xxxxyyyy").unwrap());
//! let receiver = Receiver::builder(verifier, Policies::fail_open())
//!     .on_fn::<group::BeforeSendMsg>(|call| match call.from_account.as_str() {
//!         "mallory" => MsgVerdict::SilentDrop,
//!         _ => MsgVerdict::Allow,
//!     })
//!     .on_fn::<group::AfterSendMsg>(|_call| Ack)
//!     .observe(|seen| println!("{:?} {}", seen.command(), seen.outcome()))
//!     .build()
//!     .unwrap();
//!
//! let query = "SdkAppid=1400000000&CallbackCommand=State.StateChange";
//! assert_eq!(receiver.receive(query, b"{}".as_slice()).status, 401); // no Sign
//! ```

mod builder;
mod catch_all;
mod conclude;
mod ended;
mod handler;
mod observation;
mod outcome;
mod pipeline;
mod policies;
mod quiet;
mod receivers;
mod replay;
mod route;
mod shadow;

pub use crate::error::Unread;
pub use builder::{AsyncReceiverBuilder, BuildError, ReceiverBuilder};
pub use observation::Observation;
pub use outcome::{Failure, Outcome};
pub use policies::{FailedAfter, Policies, Policy};
pub use receivers::{AsyncReceiver, Receiver};
pub use shadow::Shadow;
