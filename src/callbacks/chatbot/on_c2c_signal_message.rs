//! `Chatbot.OnC2CSignalMessage`: an app passed data of its own through to a chatbot.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::As;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{Int, MapOnly};
use crate::value::{MsgKey, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Chatbot.OnC2CSignalMessage`: an app passed data of its own through to a chatbot. Doc
/// 1047/59057.
///
/// Sent for "customized pass-through content" of the older smart chatbot product. It is missing
/// from today's command list.
#[doc(alias = "Chatbot.OnC2CSignalMessage")]
#[cfg_attr(doc, doc = page!("Chatbot.OnC2CSignalMessage", chatbot::OnC2cSignalMessage, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OnC2cSignalMessage {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OnC2cSignalMessage>,
    /// The sender; `@TLS#NOT_FOUND` where a REST call named none.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The chatbot.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The message's sequence number, an unsigned 32-bit integer; it orders the messages of one
    /// second.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The random number of the message, an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub msg_random: u64,
    /// The key of the message, made of its number, its random number and its time; recall takes it.
    pub msg_key: MsgKey,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// What was passed through, as the app wrote it.
    pub data: String,
}

impl Callback for OnC2cSignalMessage {
    type Verdict = Ack;

    fn natural_key(&self) -> Option<String> {
        Some(self.msg_key.as_str().to_owned())
    }

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(pair(&self.from_account, &self.to_account))
    }
}
