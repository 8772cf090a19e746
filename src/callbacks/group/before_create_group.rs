//! `Group.CallbackBeforeCreateGroup`: a group is about to be created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::{As, DefaultOnNull};

use super::{InviteOption, Member};
use crate::callbacks::{Callback, CommandTag};
use crate::json::{Int, MapOnly};
use crate::value::{GroupType, UnixMillis, UserId};
use crate::verdict::{Gate, GroupRejectCode};

/// `Group.CallbackBeforeCreateGroup`: a group is about to be created, and the answer decides. Doc
/// 1047/34368.
///
/// Sent when a user creates a group from a client or the admin creates one through REST.
#[doc(alias = "Group.CallbackBeforeCreateGroup")]
#[cfg_attr(doc, doc = page!("Group.CallbackBeforeCreateGroup", group::BeforeCreateGroup, Gate<GroupRejectCode>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeCreateGroup {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeCreateGroup>,
    /// Who issued the request: the future owner, or an admin who creates the group for them.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The future owner.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The type of the future group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The name asked for.
    pub name: String,
    /// How many groups of this type the user has created. Gone from current pages;
    /// [`groups_created`] looks under all three names it had.
    ///
    /// [`groups_created`]: Self::groups_created
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub create_group_num: Option<u64>,
    /// How members may invite others. Undocumented; bodies of `AfterCreateGroup` carry it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invite_option: Option<InviteOption>,
    /// The initial members; empty when absent.
    #[serde(default, with = "As::<DefaultOnNull>", skip_serializing_if = "Vec::is_empty")]
    pub member_list: Vec<Member>,
    /// When the event happened. Absent from servers before 2022.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// `CreateGroupNum` under its second name.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub created_group_num: Option<u64>,
    /// `CreateGroupNum` under its third name.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub created_num: Option<u64>,
}

impl BeforeCreateGroup {
    /// How many groups of this type the user has created, under whichever of its three names it
    /// came. Absent from current servers.
    #[must_use]
    pub fn groups_created(&self) -> Option<u64> {
        self.create_group_num.or(self.created_group_num).or(self.created_num)
    }
}

impl Callback for BeforeCreateGroup {
    type Verdict = Gate<GroupRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.owner_account.as_str()))
    }
}
