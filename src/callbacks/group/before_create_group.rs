//! `Group.CallbackBeforeCreateGroup`: a group is about to be created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{InviteOption, Member};
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, null_as_default};
use crate::value::{GroupType, UnixMillis, UserId};
use crate::verdict::{Gate, GroupRejectCode};

/// `Group.CallbackBeforeCreateGroup`: a group is about to be created, and the answer decides.
///
/// Sent when a user creates a group from a client or the admin creates one through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34368)
#[doc(alias = "Group.CallbackBeforeCreateGroup")]
#[cfg_attr(doc, doc = page!("Group.CallbackBeforeCreateGroup", group::BeforeCreateGroup, Gate<GroupRejectCode>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeCreateGroup {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeCreateGroup>,
    /// The account that issued the request. This is the future owner, or an admin who creates the
    /// group for the future owner.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The future owner.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The type of the future group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The requested name.
    pub name: String,
    /// How many groups of this type the user has created. May be absent: current pages no longer
    /// list it. [`groups_created`] looks under all three names of this field.
    ///
    /// [`groups_created`]: Self::groups_created
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub create_group_num: Option<u64>,
    /// How members may invite others. Undocumented here, but seen on the wire in
    /// `AfterCreateGroup`. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invite_option: Option<InviteOption>,
    /// The initial members. Empty when absent.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub member_list: Vec<Member>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// `CreateGroupNum` under its second name. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub created_group_num: Option<u64>,
    /// `CreateGroupNum` under its third name. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub created_num: Option<u64>,
}

impl BeforeCreateGroup {
    /// How many groups of this type the user has created, under any of the field's three names.
    /// `None` if all are absent: current pages list none of them.
    #[must_use]
    pub fn groups_created(&self) -> Option<u64> {
        self.create_group_num.or(self.created_group_num).or(self.created_num)
    }
}

impl Callback for BeforeCreateGroup {
    type Verdict = Gate<GroupRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.owner_account)
    }
}
