//! `C2C.CallbackBeforeSendMsg`: a one-to-one message is about to be delivered.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{Flag, MsgId, MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::{C2cRejectCode, MsgVerdict};

/// `C2C.CallbackBeforeSendMsg`: a one-to-one message is about to be delivered, and the answer
/// decides.
///
/// Sent when a user sends a message from a client or the admin sends one through REST, unless the
/// REST call suppresses it (`ForbidCallbackControl`). If the answer rejects the message,
/// [`AfterSendMsg`] is not sent. If the answer modifies it, [`AfterSendMsg`] carries the modified
/// message.
///
/// [`AfterSendMsg`]: super::AfterSendMsg
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34364)
#[doc(alias = "C2C.CallbackBeforeSendMsg")]
#[cfg_attr(doc, doc = page!("C2C.CallbackBeforeSendMsg", c2c::BeforeSendMsg, MsgVerdict<C2cRejectCode>))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeSendMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeSendMsg>,
    /// The sender. `@TLS#NOT_FOUND` if a REST call named no sender.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The recipient.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The sequence number of the message, documented as an unsigned 32-bit integer. It orders
    /// messages sent in the same second.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The random number of the message, documented as an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub msg_random: u64,
    /// When the message was sent. It orders the messages of a conversation.
    pub msg_time: UnixSeconds,
    /// The key of the message; the recall API needs it.
    pub msg_key: MsgKey,
    /// The id of the message on the client. Absent from servers before 2025-02.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_id: Option<MsgId>,
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

impl Callback for BeforeSendMsg {
    type Verdict = MsgVerdict<C2cRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.from_account, &self.to_account)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
