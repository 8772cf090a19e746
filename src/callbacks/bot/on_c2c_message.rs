//! `Bot.OnC2CMessage`: a one-to-one message was sent to a bot.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::As;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{ErrorCode, Flag, MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `Bot.OnC2CMessage`: a one-to-one message was sent to a bot.
///
/// Sent when a user writes to a bot from a client, or the admin does through REST. It stands to
/// [`c2c::BeforeSendMsg`] as [`c2c::AfterSendMsg`] does.
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
    /// The sender; `@TLS#NOT_FOUND` where a REST call named none.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The bot, `@RBT#…`.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The message's sequence number, an unsigned 32-bit integer; it orders the messages of one
    /// second.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The random number of the message, an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub msg_random: u64,
    /// When the message was sent; it orders the messages of a conversation.
    pub msg_time: UnixSeconds,
    /// The key of the message, made of its number, its random number and its time; recall takes it.
    pub msg_key: MsgKey,
    /// Set for an online-only message. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_only_flag: Option<Flag>,
    /// 0 when the message was delivered, else why it was not.
    pub send_msg_result: ErrorCode,
    /// Why the message was not delivered, in words; `send msg succeed` when it was.
    pub error_info: String,
    /// How many one-to-one messages the bot has not read, in all; -1 when the delivery failed.
    /// Absent from newer servers.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub unread_msg_num: Option<i64>,
    /// The message.
    pub msg_body: MsgBody,
    /// The app's own data of the message, kept in the cloud; absent when the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for OnC2cMessage {
    type Verdict = Ack;

    fn natural_key(&self) -> Option<String> {
        Some(self.msg_key.as_str().to_owned())
    }

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(pair(&self.from_account, &self.to_account))
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
