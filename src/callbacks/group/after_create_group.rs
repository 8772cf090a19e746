//! `Group.CallbackAfterCreateGroup`: a group was created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{InviteOption, Member, UserDefinedData};
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{MapOnly, null_as_default};
use crate::value::{GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterCreateGroup`: a group was created.
///
/// Sent after a user creates a group from a client or the admin creates one through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34369)
#[doc(alias = "Group.CallbackAfterCreateGroup")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterCreateGroup", group::AfterCreateGroup, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterCreateGroup {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterCreateGroup>,
    /// The new group.
    pub group_id: GroupId,
    /// The account that issued the request. This is the owner, or an admin who created the group
    /// for the owner.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The owner of the group.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The name of the group.
    pub name: String,
    /// The initial members, possibly including the owner. Empty when absent.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub member_list: Vec<Member>,
    /// The custom fields set at creation. Empty when absent. Sent only if the app has enabled
    /// custom fields.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub user_defined_data_list: Vec<UserDefinedData>,
    /// How members may invite others. Undocumented, but seen on the wire. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invite_option: Option<InviteOption>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterCreateGroup {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
