//! `C2C.CallbackAfterModifyMsg`: a one-to-one message was edited.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::As;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterModifyMsg`: a one-to-one message was edited.
///
/// Sent when a client edits a message, or the admin edits one of the history through REST. Since
/// 2026-02, in China only; there is no international page.
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
    /// Who edited the message.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The sender of the message.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// Its recipient.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The random number of the message, an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub msg_random: u64,
    /// The message's sequence number, an unsigned 32-bit integer; it orders the messages of one
    /// second.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// When the message was sent, not when it was edited.
    pub msg_time: UnixSeconds,
    /// The key of the message, made of its number, its random number and its time; recall takes it.
    pub msg_key: MsgKey,
    /// The message as it is now.
    pub msg_body: MsgBody,
    /// The app's own data of the message, kept in the cloud; absent when the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterModifyMsg {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(pair(&self.from_account, &self.to_account))
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
