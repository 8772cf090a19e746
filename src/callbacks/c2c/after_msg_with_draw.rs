//! `C2C.CallbackAfterMsgWithDraw`: a one-to-one message was recalled.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, MapOnly, SignedInt};
use crate::value::{MsgKey, UnixMillis, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterMsgWithDraw`: a one-to-one message was recalled.
///
/// Sent when a client recalls a message that it sent or the admin recalls one through REST. The
/// capital D in `WithDraw` is Tencent's spelling.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/43466)
#[doc(alias = "C2C.CallbackAfterMsgWithDraw")]
#[cfg_attr(doc, doc = page!("C2C.CallbackAfterMsgWithDraw", c2c::AfterMsgWithDraw, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMsgWithDraw {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMsgWithDraw>,
    /// The sender of the recalled message.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The recipient of the message.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The key of the recalled message.
    pub msg_key: MsgKey,
    /// The number of one-to-one messages that `To_Account` has not read, over all conversations.
    /// May be absent.
    #[serde(default, with = "As::<Option<SignedInt>>", skip_serializing_if = "Option::is_none")]
    pub unread_msg_num: Option<i64>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterMsgWithDraw {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.from_account, &self.to_account)
    }
}
