//! `Group.CallbackOnMemberStateChange`: members of an audio-video group went online or offline.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Member;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{GroupId, GroupType, UnixMillis};
use crate::verdict::Ack;

open_enum! {
    /// How the members' state changed (`EventType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/48734)
    MemberStateEventType {
        /// The members went online.
        Online = "Online",
        /// The members went offline.
        Offline = "Offline",
    }
}

open_enum! {
    /// Why the members' state changed (`EventCause`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/48734)
    MemberStateEventCause {
        /// Offline: no heartbeat arrived for more than 30 s.
        HeartbeatInterrupt = "HeartbeatInterrupt",
        /// Online: the heartbeat resumed.
        HeartbeatRecover = "HeartbeatRecover",
        /// Online: the user's first device entered the group.
        Join = "Join",
        /// Offline: the user's last device left the group.
        Quit = "Quit",
    }
}

/// `Group.CallbackOnMemberStateChange`: members of an audio-video group went online or offline.
///
/// It counts users, not devices. A user goes offline when the last device leaves or sends no
/// heartbeat for 30 s, and online when the first device enters or a heartbeat resumes. The app must
/// have bought the online member list and switched it on.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/48734)
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
    /// The type of the group. Undocumented. May be absent.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub group_type: Option<GroupType>,
    /// Whether the members went online or offline.
    pub event_type: MemberStateEventType,
    /// Why the members' state changed. Absent from servers before mid-2024.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_cause: Option<MemberStateEventCause>,
    /// The members whose state changed.
    pub member_list: Vec<Member>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for OnMemberStateChange {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
