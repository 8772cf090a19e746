//! `Group.CallbackAfterCreateTopic`: a topic was created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{UserDefinedData, conversation};
use crate::callbacks::{Callback, CommandTag};
use crate::json::{MapOnly, null_as_default};
use crate::value::{GroupId, GroupType, TopicId, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterCreateTopic`: a topic was created.
///
/// Sent after a user creates a topic from a client or the admin creates one through REST. It shares
/// its console switch with `Group.CallbackAfterCreateGroup`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/49464)
#[doc(alias = "Group.CallbackAfterCreateTopic")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterCreateTopic", group::AfterCreateTopic, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterCreateTopic {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterCreateTopic>,
    /// The community of the topic.
    pub group_id: GroupId,
    /// The new topic. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// The account that issued the request. This is a user or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The owner of the community.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The type of the group. Only communities have topics.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The name of the topic.
    pub name: String,
    /// The custom fields set at creation. Empty when absent. Sent only if the app has enabled
    /// custom fields.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub user_defined_data_list: Vec<UserDefinedData>,
}

impl Callback for AfterCreateTopic {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }
}
