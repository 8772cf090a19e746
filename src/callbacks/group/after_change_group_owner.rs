//! `Group.CallbackAfterChangeGroupOwner`: a group has a new owner.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterChangeGroupOwner`: a group has a new owner.
///
/// Sent after the ownership is transferred from a client or through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60396)
#[doc(alias = "Group.CallbackAfterChangeGroupOwner")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterChangeGroupOwner", group::AfterChangeGroupOwner, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterChangeGroupOwner {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterChangeGroupOwner>,
    /// The group.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The account that issued the request. This is the old owner or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The old owner.
    #[serde(rename = "OldOwner_Account")]
    pub old_owner_account: UserId,
    /// The new owner.
    #[serde(rename = "NewOwner_Account")]
    pub new_owner_account: UserId,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterChangeGroupOwner {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
