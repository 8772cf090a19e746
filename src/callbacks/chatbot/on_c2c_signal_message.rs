//! `Chatbot.OnC2CSignalMessage`: an app passed data of its own through to a chatbot.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, Int, MapOnly};
use crate::value::{MsgKey, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Chatbot.OnC2CSignalMessage`: an app passed data of its own through to a chatbot.
///
/// Sent for "customized pass-through content" of the older smart chatbot product. The current
/// command list no longer contains it.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/59057)
#[doc(alias = "Chatbot.OnC2CSignalMessage")]
#[cfg_attr(doc, doc = page!("Chatbot.OnC2CSignalMessage", chatbot::OnC2cSignalMessage, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OnC2cSignalMessage {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OnC2cSignalMessage>,
    /// The sender. `@TLS#NOT_FOUND` if a REST call named no sender.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The chatbot.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The sequence number of the message, documented as an unsigned 32-bit integer. It orders
    /// messages sent in the same second.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The random number of the message, documented as an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub msg_random: u64,
    /// The key of the message; the recall API needs it.
    pub msg_key: MsgKey,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// The data that the app passed through, as the app wrote it.
    pub data: String,
}

impl Callback for OnC2cSignalMessage {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.from_account, &self.to_account)
    }
}
