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
/// Sent after the name, introduction, notice or avatar is changed from a client or through REST.
/// Changes to other fields of the profile do not trigger it. Unchanged fields are absent. It shares
/// its console switch with `Group.CallbackAfterGroupInfoChanged`.
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
    /// The type of the group. Only communities have topics.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The new name. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new introduction. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The new notice. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification: Option<String>,
    /// The address of the new avatar. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face_url: Option<String>,
    /// The topic. Undocumented, although no other field identifies the topic. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
}

impl Callback for AfterTopicInfoChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }
}
