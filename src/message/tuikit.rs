//! The payloads that the clients of `TUIKit` and `TUICallKit` put into custom elements.
//!
//! No official page describes them. Each type names the public sources of the kits that agree on its
//! fields; what only one of them has is left out. Each decodes only from a payload of its own
//! `businessID`, so one after another can be tried, and what is none of them stays JSON:
//!
//! ```
//! use tim_callback::message::CustomElem;
//! use tim_callback::message::tuikit::{CallCommand, CallData, Signaling, Typing};
//!
//! let elem = CustomElem::new().with_data(
//!     r#"{"businessID":1,"inviteID":"7","inviter":"dora","inviteeList":["emil"],"actionType":1,
//!     "data":"{\"version\":4,\"businessID\":\"av_call\",\"data\":{\"cmd\":\"videoCall\"}}"}"#,
//! );
//! assert!(elem.data_json::<Typing>().is_err());
//! let signaling: Signaling = elem.data_json().unwrap();
//! let call: CallData = signaling.data_json().unwrap();
//! assert_eq!((signaling.inviter.as_str(), call.command()), ("dora", Some(&CallCommand::VideoCall)));
//! ```

mod business_id;
mod cards;
mod signaling;
mod typing;

pub use cards::{Evaluation, GroupCreated, Order, TextLink};
pub use signaling::{CallCommand, CallData, CallDetails, Signaling, SignalingAction};
pub use typing::Typing;
