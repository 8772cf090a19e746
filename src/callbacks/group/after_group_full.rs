//! `Group.CallbackAfterGroupFull`: a group is full.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{GroupId, UnixMillis};
use crate::verdict::Ack;

/// `Group.CallbackAfterGroupFull`: a group is full.
///
/// Sent when a user joins and the group is now full, or when a user cannot join because it is
/// already full. The user may have applied, been invited, or been added by the admin.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34376)
#[doc(alias = "Group.CallbackAfterGroupFull")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterGroupFull", group::AfterGroupFull, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterGroupFull {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterGroupFull>,
    /// The full group. The server does not send its type.
    pub group_id: GroupId,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterGroupFull {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
