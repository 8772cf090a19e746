//! `OfficialAccount.CallbackAfterSendMsg`: a message of an official account was delivered.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::message::MsgBody;
use crate::value::{Flag, MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `OfficialAccount.CallbackAfterSendMsg`: a message of an official account was delivered.
///
/// Sent after the official account sends a message to its subscribers.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60804)
#[doc(alias = "OfficialAccount.CallbackAfterSendMsg")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackAfterSendMsg", official_account::AfterSendMsg, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterSendMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterSendMsg>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The key of the message; the recall API needs it.
    pub msg_key: MsgKey,
    /// When the message was sent.
    pub msg_time: UnixSeconds,
    /// Set if the message is online-only. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_only_flag: Option<Flag>,
    /// The message.
    pub msg_body: MsgBody,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Absent if the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterSendMsg {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
