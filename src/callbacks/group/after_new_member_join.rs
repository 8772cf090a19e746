//! `Group.CallbackAfterNewMemberJoin`: members joined a group.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Member, conversation};
use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{GroupId, GroupType, TopicId, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// How members joined a group (`JoinType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34372)
    JoinType {
        /// They applied.
        Apply = "Apply",
        /// They were invited, or an admin added them.
        Invited = "Invited",
    }
}

/// `Group.CallbackAfterNewMemberJoin`: members joined a group.
///
/// Sent after an application is accepted, an invitation succeeds, or the admin adds users through
/// REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34372)
#[doc(alias = "Group.CallbackAfterNewMemberJoin")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterNewMemberJoin", group::AfterNewMemberJoin, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterNewMemberJoin {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterNewMemberJoin>,
    /// The group that the members joined.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// How the members joined.
    pub join_type: JoinType,
    /// The account that issued the request. With [`Apply`](JoinType::Apply), this is the member who
    /// joined.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The members who joined.
    pub new_member_list: Vec<Member>,
    /// The topic, if the event is in one. Absent for groups without topics. Documented for sibling
    /// commands only, for private topics only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterNewMemberJoin {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }
}
