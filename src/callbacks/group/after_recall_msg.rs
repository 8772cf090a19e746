//! `Group.CallbackAfterRecallMsg`: group messages were recalled.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::conversation;
use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, Int, MapOnly};
use crate::value::{GroupId, GroupType, MsgId, TopicId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterRecallMsg`: group messages were recalled.
///
/// Sent after a user recalls messages from a client or the admin recalls them through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/46979)
#[doc(alias = "Group.CallbackAfterRecallMsg")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterRecallMsg", group::AfterRecallMsg, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterRecallMsg {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterRecallMsg>,
    /// The account that issued the request. This is the sender of the messages or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The group of the messages.
    pub group_id: GroupId,
    /// The recalled messages.
    pub msg_seq_list: Vec<RecalledMsg>,
    /// The topic, if the event is in one. Absent for groups without topics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A recalled message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RecalledMsg {
    /// The sequence number of the message in its conversation.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The id of the message on the client. Absent from servers before 2025-02.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_id: Option<MsgId>,
}

impl Callback for AfterRecallMsg {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }
}
