//! `Group.CallbackAfterMemberFieldChanged`: the role or the name card of a group member was
//! changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// The role of a group member (`Role`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/60393)
    Role {
        /// An admin of the group.
        Admin = "Admin",
        /// An ordinary member.
        Member = "Member",
    }
}

/// `Group.CallbackAfterMemberFieldChanged`: the role or the name card of a group member was
/// changed.
///
/// Sent after the role or the name card is changed from a client or through REST. The page does not
/// mention muting or custom member fields.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60393)
#[doc(alias = "Group.CallbackAfterMemberFieldChanged")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterMemberFieldChanged", group::AfterMemberFieldChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMemberFieldChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMemberFieldChanged>,
    /// The group.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The account that issued the request. This is the member, a group admin or an app admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The changed member, under the name that the international pages use. Absent if the server
    /// uses the other name; see [`changed_account`].
    ///
    /// [`changed_account`]: Self::changed_account
    #[serde(rename = "Member_Account", skip_serializing_if = "Option::is_none")]
    pub member_account: Option<UserId>,
    /// The changed member, under the name that the China page uses. Absent if the server uses the
    /// other name.
    #[serde(rename = "Modified_Account", skip_serializing_if = "Option::is_none")]
    pub modified_account: Option<UserId>,
    /// The new role. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The new name card, which is the member's name in this group. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_card: Option<String>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl AfterMemberFieldChanged {
    /// The changed member: `Member_Account`, otherwise `Modified_Account`. `None` if both are absent
    /// or empty.
    #[must_use]
    pub fn changed_account(&self) -> Option<&UserId> {
        [&self.member_account, &self.modified_account]
            .into_iter()
            .flatten()
            .find(|account| !account.as_str().is_empty())
    }
}

impl Callback for AfterMemberFieldChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
