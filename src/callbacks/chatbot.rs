//! `Chatbot.*` and `ChatBot.*`: chatbots and customer service.
//!
//! ```
//! use tim_callback::callbacks::chatbot::OnAssignHuman;
//! use tim_callback::verdict::{AgentAssignment, AssignVerdict};
//! use tim_callback::{Call, testing};
//!
//! const NIGHT_SHIFT: u64 = 7;
//!
//! fn decide(_: &Call<OnAssignHuman>) -> AssignVerdict {
//!     AssignVerdict::Assign(AgentAssignment::to_group(NIGHT_SHIFT))
//! }
//!
//! let answer = serde_json::to_value(decide(&testing::call().build())).unwrap();
//! assert_eq!(answer["AgentGroupId"], NIGHT_SHIFT);
//! ```

mod interface_invocation;
mod on_assign_human;
mod on_c2c_signal_message;

pub use interface_invocation::InterfaceInvocation;
pub use on_assign_human::OnAssignHuman;
pub use on_c2c_signal_message::OnC2cSignalMessage;
