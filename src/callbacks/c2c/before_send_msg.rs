//! `C2C.CallbackBeforeSendMsg`: a one-to-one message is about to be delivered.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::As;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{Flag, MsgId, MsgKey, UnixMillis, UnixSeconds, UserId};
use crate::verdict::{C2cRejectCode, MsgVerdict};

/// `C2C.CallbackBeforeSendMsg`: a one-to-one message is about to be delivered, and the answer
/// decides.
///
/// Sent when a user sends a message from a client or the admin sends one through REST, unless the
/// REST call forbids it (`ForbidCallbackControl`). After a rejection [`AfterSendMsg`] does not
/// come; after a change it carries the changed message.
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
    /// The sender; `@TLS#NOT_FOUND` where a REST call named none.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The recipient.
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
    /// The message's id on the client; absent before 2025-02.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_id: Option<MsgId>,
    /// Set for an online-only message. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_only_flag: Option<Flag>,
    /// The message.
    pub msg_body: MsgBody,
    /// The app's own data of the message, kept in the cloud; absent when the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// When the event happened. Absent from servers before 2022.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for BeforeSendMsg {
    type Verdict = MsgVerdict<C2cRejectCode>;

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
