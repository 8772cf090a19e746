//! `Group.CallbackBeforeApplyJoinGroup`: a user is about to apply to join a group.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::conversation;
use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{GroupId, GroupType, TopicId, UnixMillis, UserId};
use crate::verdict::{Gate, GroupRejectCode};

/// `Group.CallbackBeforeApplyJoinGroup`: a user is about to apply to join a group, and the answer
/// decides.
///
/// Sent when a user applies from a client. If the group requires approval, its admins are notified
/// only after you allow the application, and they still decide.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34370)
#[doc(alias = "Group.CallbackBeforeApplyJoinGroup")]
#[cfg_attr(doc, doc = page!("Group.CallbackBeforeApplyJoinGroup", group::BeforeApplyJoinGroup, Gate<GroupRejectCode>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeApplyJoinGroup {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeApplyJoinGroup>,
    /// The group that the user applies to join.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The applicant. The name is spelled `Requestor_Account` here, but `Requester_Account` in
    /// `Sns.*`.
    #[serde(rename = "Requestor_Account")]
    pub requestor_account: UserId,
    /// What the applicant wrote. Documented on the China page only, since 2025-02. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply_msg: Option<String>,
    /// The topic, if the event is in one. Absent for groups without topics. Documented on the China
    /// page only, for private topics only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for BeforeApplyJoinGroup {
    type Verdict = Gate<GroupRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }
}
