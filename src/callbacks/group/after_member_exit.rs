//! `Group.CallbackAfterMemberExit`: members left a group.

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
    /// How members left a group (`ExitType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34373)
    ExitType {
        /// The owner or an admin removed them.
        Kicked = "Kicked",
        /// They left on their own.
        Quit = "Quit",
    }
}

/// `Group.CallbackAfterMemberExit`: members left a group.
///
/// Sent after a user leaves, a member removes others from a client, or the admin removes members
/// through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34373)
#[doc(alias = "Group.CallbackAfterMemberExit")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterMemberExit", group::AfterMemberExit, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMemberExit {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMemberExit>,
    /// The group that the members left.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// Whether the members left or were removed.
    pub exit_type: ExitType,
    /// The account that issued the request. With [`Kicked`](ExitType::Kicked), this is the account that
    /// removed the members. (The table on the page says "the leaver", but the sample shows the
    /// operator.)
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The members who left or were removed.
    pub exit_member_list: Vec<Member>,
    /// The topic, if the event is in one. Absent for groups without topics. Documented on the China
    /// page only, for private topics only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterMemberExit {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }
}
