//! `Group.CallbackOnMemberStateChange`: members of an audio-video group went online or offline.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Member;
use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{GroupId, GroupType, UnixMillis};
use crate::verdict::Ack;

open_enum! {
    /// What became of the members' state (`EventType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/48734)
    MemberStateEventType {
        /// They are online.
        Online = "Online",
        /// They are offline.
        Offline = "Offline",
    }
}

open_enum! {
    /// Why the members' state changed (`EventCause`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/48734)
    MemberStateEventCause {
        /// Offline: no heartbeat for more than 30 s.
        HeartbeatInterrupt = "HeartbeatInterrupt",
        /// Online: the heartbeat is back.
        HeartbeatRecover = "HeartbeatRecover",
        /// Online: the first device entered the group.
        Join = "Join",
        /// Offline: the last device left the group.
        Quit = "Quit",
    }
}

/// `Group.CallbackOnMemberStateChange`: members of an audio-video group went online or offline. Doc
/// 1047/48734.
///
/// It counts users, not devices: offline when the last device is gone or has sent no heartbeat for
/// 30 s, online when the first enters or a heartbeat is back. The app must have bought and switched
/// on the list of online members.
#[doc(alias = "Group.CallbackOnMemberStateChange")]
#[cfg_attr(doc, doc = page!("Group.CallbackOnMemberStateChange", group::OnMemberStateChange, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OnMemberStateChange {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OnMemberStateChange>,
    /// The audio-video group.
    pub group_id: GroupId,
    /// The type of the group. Undocumented.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub group_type: Option<GroupType>,
    /// Whether they went online or offline.
    pub event_type: MemberStateEventType,
    /// Why; absent before mid-2024.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_cause: Option<MemberStateEventCause>,
    /// Those who went.
    pub member_list: Vec<Member>,
    /// When the event happened. Absent before 2024.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for OnMemberStateChange {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.group_id.as_str()))
    }
}
