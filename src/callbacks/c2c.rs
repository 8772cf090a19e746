//! `C2C.*`: one-to-one messages.

mod after_c2c_msg_extension;
mod after_modify_msg;
mod after_msg_report;
mod after_msg_with_draw;
mod after_send_msg;
mod before_send_msg;
mod extension_item;
mod operate_type;

use std::borrow::Cow;

pub use after_c2c_msg_extension::AfterC2CMsgExtension;
pub use after_modify_msg::AfterModifyMsg;
pub use after_msg_report::AfterMsgReport;
pub use after_msg_with_draw::AfterMsgWithDraw;
pub use after_send_msg::AfterSendMsg;
pub use before_send_msg::BeforeSendMsg;
pub use extension_item::ExtensionItem;
pub use operate_type::OperateType;

use crate::value::UserId;

/// The conversation of two accounts, the same in either direction: both in a fixed order, and a
/// tab between them, which is in no printable id.
pub(super) fn conversation(one: &UserId, other: &UserId) -> Cow<'static, str> {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    Cow::Owned(format!("{first}\t{second}"))
}
