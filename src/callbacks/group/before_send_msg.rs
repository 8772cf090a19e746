//! `Group.CallbackBeforeSendMsg`: a group message is about to be delivered.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{GroupAtInfo, conversation};
use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, Int, MapOnly, null_as_default};
use crate::message::MsgBody;
use crate::value::{Flag, GroupId, GroupType, MsgId, MsgPriority, TopicId, UnixMillis, UserId};
use crate::verdict::{GroupRejectCode, MsgVerdict};

/// `Group.CallbackBeforeSendMsg`: a group message is about to be delivered, and the answer decides.
///
/// Sent when a user sends a message from a client or the admin sends one through REST, unless the
/// REST call suppresses it (`ForbidCallbackControl`).
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34374)
#[doc(alias = "Group.CallbackBeforeSendMsg")]
#[cfg_attr(doc, doc = page!("Group.CallbackBeforeSendMsg", group::BeforeSendMsg, MsgVerdict<GroupRejectCode>))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeSendMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeSendMsg>,
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
    /// The id of the message on the client. Absent from servers before 2025-02.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_id: Option<MsgId>,
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
    /// The topic, if the event is in one. Absent for groups without topics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// The mentions, at most 30. Documented for `AfterSendMsg` only. Empty when absent.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub group_at_info: Vec<GroupAtInfo>,
    /// The priority: `High`, `Normal`, `Low` or `Lowest`. Undocumented, but on the wire since 2022.
    /// May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_priority: Option<MsgPriority>,
}

impl Callback for BeforeSendMsg {
    type Verdict = MsgVerdict<GroupRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
