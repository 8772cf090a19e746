//! `C2C.CallbackAfterC2CMsgExtension`: the extension of a one-to-one message was changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, Int, MapOnly};
use crate::value::{MsgExtension, MsgKey, OperateType, UnixMillis, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterC2CMsgExtension`: the extension of a one-to-one message was changed.
///
/// Sent when key-value pairs attached to a message are set, deleted or cleared from a client, or by
/// the admin through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/76006)
#[doc(alias = "C2C.CallbackAfterC2CMsgExtension")]
#[cfg_attr(doc, doc = page!("C2C.CallbackAfterC2CMsgExtension", c2c::AfterC2cMsgExtension, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterC2cMsgExtension {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterC2cMsgExtension>,
    /// The sender of the message.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The recipient of the message.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The key of the message whose extension was changed.
    pub msg_key: MsgKey,
    /// The operation on the pairs.
    pub operate_type: OperateType,
    /// The affected pairs. Empty if all pairs were cleared.
    pub extension_list: Vec<MsgExtension>,
    /// The version of the message's extension as a whole. It grows with every change.
    #[serde(with = "As::<Int>")]
    pub seq: u64,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterC2cMsgExtension {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.from_account, &self.to_account)
    }
}
