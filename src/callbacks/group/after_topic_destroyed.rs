//! `Group.CallbackAfterTopicDestroyed`: topics were deleted.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::conversation;
use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{GroupId, GroupType, TopicId};
use crate::verdict::Ack;

/// `Group.CallbackAfterTopicDestroyed`: topics were deleted.
///
/// Sent after a user deletes topics from a client or the admin deletes them through REST. It shares
/// its console switch with `Group.CallbackAfterGroupDestroyed`. The server does not say who deleted
/// the topics or when.
///
/// The ordering key is the topic if there is exactly one, otherwise the community.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/49465)
#[doc(alias = "Group.CallbackAfterTopicDestroyed")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterTopicDestroyed", group::AfterTopicDestroyed, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterTopicDestroyed {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterTopicDestroyed>,
    /// The community of the topics.
    pub group_id: GroupId,
    /// The type of the group. Only communities have topics.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The deleted topics. The table on the page says String, but the sample is a list.
    pub topic_id_list: Vec<TopicId>,
}

impl Callback for AfterTopicDestroyed {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let topic = match self.topic_id_list.as_slice() {
            [topic] => Some(topic),
            _ => None,
        };
        conversation(topic, &self.group_id)
    }
}
