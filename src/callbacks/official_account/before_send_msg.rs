//! `OfficialAccount.CallbackBeforeSendMsg`: a message of an official account is about to be
//! delivered.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::message::MsgBody;
use crate::value::{Flag, UnixMillis, UserId};
use crate::verdict::{C2cRejectCode, MsgVerdict};

/// `OfficialAccount.CallbackBeforeSendMsg`: a message of an official account is about to be
/// delivered, and the answer decides.
///
/// Sent when the official account sends a message to its subscribers from a client or through REST.
/// If you reject it, the caller gets 10016, the code for groups, although your own codes come from
/// the range for one-to-one messages.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60803)
#[doc(alias = "OfficialAccount.CallbackBeforeSendMsg")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackBeforeSendMsg", official_account::BeforeSendMsg, MsgVerdict<C2cRejectCode>))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeSendMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeSendMsg>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
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
        present(&self.official_account)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
