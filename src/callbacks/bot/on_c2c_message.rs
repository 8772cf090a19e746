//! `Bot.OnC2CMessage`: a one-to-one message was sent to a bot.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, Int, MapOnly, SignedInt};
use crate::message::MsgBody;
use crate::value::{ErrorCode, Flag, MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `Bot.OnC2CMessage`: a one-to-one message was sent to a bot.
///
/// Sent when a user writes to a bot from a client or the admin does so through REST. The answer to
/// [`c2c::BeforeSendMsg`] affects it exactly as it affects [`c2c::AfterSendMsg`]: this event is not
/// sent for a rejected message, and it carries the changes to a modified one.
///
/// [`c2c::AfterSendMsg`]: crate::callbacks::c2c::AfterSendMsg
///
/// [`c2c::BeforeSendMsg`]: crate::callbacks::c2c::BeforeSendMsg
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/68952)
#[doc(alias = "Bot.OnC2CMessage")]
#[cfg_attr(doc, doc = page!("Bot.OnC2CMessage", bot::OnC2cMessage, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OnC2cMessage {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OnC2cMessage>,
    /// The sender. `@TLS#NOT_FOUND` if a REST call named no sender.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The bot, `@RBT#…`.
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
    /// Set if the message is online-only. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_only_flag: Option<Flag>,
    /// 0 if the message was delivered, otherwise the error code of the failure.
    pub send_msg_result: ErrorCode,
    /// `send msg succeed` if the message was delivered, otherwise a description of the failure.
    pub error_info: String,
    /// The number of one-to-one messages that the bot has not read, over all conversations. -1 if
    /// delivery failed. May be absent: the current page no longer lists it.
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

impl Callback for OnC2cMessage {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.from_account, &self.to_account)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
