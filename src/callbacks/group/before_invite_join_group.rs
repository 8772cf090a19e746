//! `Group.CallbackBeforeInviteJoinGroup`: users are about to be added to a group.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Member, conversation};
use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{GroupId, GroupType, TopicId, UnixMillis, UserId};
use crate::verdict::InviteVerdict;

/// `Group.CallbackBeforeInviteJoinGroup`: users are about to be added to a group, and the answer
/// decides, for some of them or for all.
///
/// Sent when a member adds others from a client or the admin adds them through REST. If friend
/// verification is on, it is sent after the verification passes.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34371)
#[doc(alias = "Group.CallbackBeforeInviteJoinGroup")]
#[cfg_attr(doc, doc = page!("Group.CallbackBeforeInviteJoinGroup", group::BeforeInviteJoinGroup, InviteVerdict))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeInviteJoinGroup {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeInviteJoinGroup>,
    /// The group that the users are about to join.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The account that issued the request. This is a member or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The users about to be added. Your answer names those it refuses.
    pub destination_members: Vec<Member>,
    /// The topic, if the event is in one. Absent for groups without topics. Documented on the China
    /// page only, for private topics only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for BeforeInviteJoinGroup {
    type Verdict = InviteVerdict;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }
}
