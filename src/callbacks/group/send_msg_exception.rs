//! `Group.CallbackSendMsgException`: a group message could not be delivered.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{ErrorCode, Flag, GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackSendMsgException`: a group message could not be delivered.
///
/// Sent when delivery of a message from a client or through REST fails. Causes include a bad
/// parameter, a frequency limit, content that moderation refused, and a muted sender.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/49462)
#[doc(alias = "Group.CallbackSendMsgException")]
#[cfg_attr(doc, doc = page!("Group.CallbackSendMsgException", group::SendMsgException, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SendMsgException {
    /// The command, as in the URL.
    pub callback_command: CommandTag<SendMsgException>,
    /// The group of the message. In the Live product, this is the room.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The sender.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The account that issued the request. This is the sender, or an admin who sends on the
    /// sender's behalf.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The random number of the send request, documented as an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub random: u64,
    /// Set if the message is online-only. Not set by default in audio-video groups. May be absent
    /// from Live rooms and older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_only_flag: Option<Flag>,
    /// The message.
    pub msg_body: MsgBody,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Absent if the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// The error code of the failure. For example, 10023 is the group's frequency limit.
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34348)
    pub error_code: ErrorCode,
    /// A description of the failure.
    pub error_info: String,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for SendMsgException {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
