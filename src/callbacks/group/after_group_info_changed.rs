//! `Group.CallbackAfterGroupInfoChanged`: the profile of a group was changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Group.CallbackAfterGroupInfoChanged`: the profile of a group was changed.
///
/// Sent after the name, introduction, notice or avatar is changed from a client or through REST.
/// Changes to other fields of the profile do not trigger it. Unchanged fields are absent.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34378)
#[doc(alias = "Group.CallbackAfterGroupInfoChanged")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterGroupInfoChanged", group::AfterGroupInfoChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterGroupInfoChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterGroupInfoChanged>,
    /// The group.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The new name. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new introduction. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The new notice. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification: Option<String>,
    /// The address of the new avatar. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face_url: Option<String>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterGroupInfoChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
