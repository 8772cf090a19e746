//! `Group.CallbackAfterMemberFieldChanged`: the role or the name card of a group member was
//! changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag};
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
/// Sent when it was changed from a client or through REST. Muting and custom member fields are not
/// mentioned.
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
    /// Who changed it: the member, or an admin of group or app.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The member who was changed, as the international pages call it; see [`changed_account`].
    ///
    /// [`changed_account`]: Self::changed_account
    #[serde(rename = "Member_Account", skip_serializing_if = "Option::is_none")]
    pub member_account: Option<UserId>,
    /// The member who was changed, as the China page calls it.
    #[serde(rename = "Modified_Account", skip_serializing_if = "Option::is_none")]
    pub modified_account: Option<UserId>,
    /// The new role; absent when it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The new name card, the name within this group; absent when it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_card: Option<String>,
    /// When the event happened; may be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl AfterMemberFieldChanged {
    /// The member who was changed, under whichever of its two names it came: `Member_Account`, else
    /// `Modified_Account`.
    #[must_use]
    pub fn changed_account(&self) -> Option<&UserId> {
        self.member_account.as_ref().or(self.modified_account.as_ref())
    }
}

impl Callback for AfterMemberFieldChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.group_id.as_str()))
    }
}
