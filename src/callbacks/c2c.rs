//! `C2C.*`: one-to-one messages.

mod after_c2c_msg_extension;
mod after_modify_msg;
mod after_msg_report;
mod after_msg_with_draw;
mod after_send_msg;
mod before_send_msg;

pub use after_c2c_msg_extension::AfterC2CMsgExtension;
pub use after_modify_msg::AfterModifyMsg;
pub use after_msg_report::AfterMsgReport;
pub use after_msg_with_draw::AfterMsgWithDraw;
pub use after_send_msg::AfterSendMsg;
pub use before_send_msg::BeforeSendMsg;
