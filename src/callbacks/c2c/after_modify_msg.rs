//! `C2C.CallbackAfterModifyMsg`: a one-to-one message was edited.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterModifyMsg`: a one-to-one message was edited.
///
/// Sent when a client edits a message or the admin edits one in the message history through REST.
/// Available since 2026-02, in China only; there is no international page.
///
/// [Official page](https://cloud.tencent.com/document/product/269/128224)
#[doc(alias = "C2C.CallbackAfterModifyMsg")]
#[cfg_attr(doc, doc = page!("C2C.CallbackAfterModifyMsg", c2c::AfterModifyMsg, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterModifyMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterModifyMsg>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The sender of the message.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The recipient of the message.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The random number of the message, documented as an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub msg_random: u64,
    /// The sequence number of the message, documented as an unsigned 32-bit integer. It orders
    /// messages sent in the same second.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// When the message was sent, not when it was edited.
    pub msg_time: UnixSeconds,
    /// The key of the message; the recall API needs it.
    pub msg_key: MsgKey,
    /// The message after the edit.
    pub msg_body: MsgBody,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Absent if the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterModifyMsg {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.from_account, &self.to_account)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
