//! `Group.CallbackAfterGroupDestroyed`: a group was disbanded.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::{As, DefaultOnNull};

use super::Member;
use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterGroupDestroyed`: a group was disbanded.
///
/// Sent when a user has disbanded a group from a client or the admin has through REST.
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
    /// Who disbanded it. China page only.
    #[serde(rename = "Operator_Account", skip_serializing_if = "Option::is_none")]
    pub operator_account: Option<UserId>,
    /// The group that is no more.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// Its owner.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// Its name. In every sample and in no table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its members. Empty when absent, as it is for communities.
    #[serde(default, with = "As::<DefaultOnNull>", skip_serializing_if = "Vec::is_empty")]
    pub member_list: Vec<Member>,
    /// When the event happened. Absent from servers before 2022.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterGroupDestroyed {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.group_id.as_str()))
    }
}
