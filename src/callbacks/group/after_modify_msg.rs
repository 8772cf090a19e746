//! `Group.CallbackAfterModifyMsg`: a group message was edited.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::conversation;
use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{GroupId, TopicId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterModifyMsg`: a group message was edited.
///
/// Sent when a client edits a message or the admin edits one in the message history through REST.
/// Available since 2026-03, in China only; there is no international page.
///
/// [Official page](https://cloud.tencent.com/document/product/269/129193)
#[doc(alias = "Group.CallbackAfterModifyMsg")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterModifyMsg", group::AfterModifyMsg, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterModifyMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterModifyMsg>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The group of the message.
    pub group_id: GroupId,
    /// The topic of the message. Absent or empty for groups without topics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// The sequence number of the message in its conversation. It stays the same however often the
    /// message is edited.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The message after the edit.
    pub msg_body: MsgBody,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Not on the page. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterModifyMsg {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
