//! `Group.CallbackAfterTopicInfoChanged`: the profile of a topic was changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::conversation;
use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{GroupId, GroupType, TopicId, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterTopicInfoChanged`: the profile of a topic was changed.
///
/// Sent when name, introduction, notice or avatar were changed from a client or through REST; no
/// other field of the profile triggers it. What did not change is absent. The console switches it
/// together with `Group.CallbackAfterGroupInfoChanged`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/49466)
#[doc(alias = "Group.CallbackAfterTopicInfoChanged")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterTopicInfoChanged", group::AfterTopicInfoChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterTopicInfoChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterTopicInfoChanged>,
    /// The community of the topic.
    pub group_id: GroupId,
    /// The type of the group; only a community has topics.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// Who changed it.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The new name; absent when it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new introduction; absent when it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The new notice; absent when it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification: Option<String>,
    /// The address of the new avatar; absent when it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face_url: Option<String>,
    /// The topic. On no page, though nothing else says which topic it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
}

impl Callback for AfterTopicInfoChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(conversation(self.topic_id.as_ref(), &self.group_id))
    }
}
