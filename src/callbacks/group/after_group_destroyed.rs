//! `Group.CallbackAfterGroupDestroyed`: a group was disbanded.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Member;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{MapOnly, null_as_default};
use crate::value::{GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterGroupDestroyed`: a group was disbanded.
///
/// Sent after a user disbands a group from a client or the admin disbands one through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34377)
#[doc(alias = "Group.CallbackAfterGroupDestroyed")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterGroupDestroyed", group::AfterGroupDestroyed, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterGroupDestroyed {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterGroupDestroyed>,
    /// The account that issued the request. Documented on the China page only. May be absent.
    #[serde(rename = "Operator_Account", skip_serializing_if = "Option::is_none")]
    pub operator_account: Option<UserId>,
    /// The disbanded group.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The owner of the group.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The name of the group. May be absent: every sample has it, but no table lists it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The members of the group. Empty when absent, as for communities.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub member_list: Vec<Member>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterGroupDestroyed {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
