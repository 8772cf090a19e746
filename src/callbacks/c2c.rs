//! `C2C.*`: one-to-one messages.
//!
//! ```
//! use tim_callback::callbacks::c2c::BeforeSendMsg;
//! use tim_callback::{C2cRejectCode, Call, MsgVerdict, testing};
//!
//! const STRANGERS: C2cRejectCode = C2cRejectCode::new(120001).unwrap();
//!
//! fn decide(call: &Call<BeforeSendMsg>) -> MsgVerdict<C2cRejectCode> {
//!     match call.from_account == call.to_account {
//!         true => MsgVerdict::reject_with(STRANGERS, "nobody talks to themselves here"),
//!         false => MsgVerdict::Allow,
//!     }
//! }
//!
//! assert_eq!(decide(&testing::call().from("ana").to("ben").build()), MsgVerdict::Allow);
//! ```

mod after_c2c_msg_extension;
mod after_modify_msg;
mod after_msg_read_all;
mod after_msg_read_receipt;
mod after_msg_report;
mod after_msg_with_draw;
mod after_send_msg;
mod before_send_msg;

pub use after_c2c_msg_extension::AfterC2cMsgExtension;
pub use after_modify_msg::AfterModifyMsg;
pub use after_msg_read_all::{AfterMsgReadAll, GroupReadInfo};
pub use after_msg_read_receipt::{AfterMsgReadReceipt, ReadMsg};
pub use after_msg_report::AfterMsgReport;
pub use after_msg_with_draw::AfterMsgWithDraw;
pub use after_send_msg::AfterSendMsg;
pub use before_send_msg::BeforeSendMsg;
