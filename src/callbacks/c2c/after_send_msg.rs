//! `C2C.CallbackAfterSendMsg`: a one-to-one message was delivered, or could not be.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, Int, MapOnly, SignedInt};
use crate::message::MsgBody;
use crate::value::{ErrorCode, Flag, MsgId, MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterSendMsg`: a one-to-one message was delivered, or could not be.
///
/// Sent after a user sends a message from a client or the admin sends one through REST, unless the
/// REST call suppresses it (`ForbidCallbackControl`). It is also sent if delivery fails: check
/// `SendMsgResult`. It is not sent if the answer to [`BeforeSendMsg`] rejects the message.
///
/// [`BeforeSendMsg`]: super::BeforeSendMsg
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34365)
#[doc(alias = "C2C.CallbackAfterSendMsg")]
#[cfg_attr(doc, doc = page!("C2C.CallbackAfterSendMsg", c2c::AfterSendMsg, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterSendMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterSendMsg>,
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
    /// 0 if the message was delivered, otherwise the error code of the failure.
    pub send_msg_result: ErrorCode,
    /// `send msg succeed` if the message was delivered, otherwise a description of the failure.
    pub error_info: String,
    /// The number of one-to-one messages that `To_Account` has not read, over all conversations. -1
    /// if delivery failed. May be absent.
    #[serde(default, with = "As::<Option<SignedInt>>", skip_serializing_if = "Option::is_none")]
    pub unread_msg_num: Option<i64>,
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
        pair(&self.from_account, &self.to_account)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
