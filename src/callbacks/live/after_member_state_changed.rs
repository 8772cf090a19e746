//! `Live.CallbackAfterMemberStateChanged`: members of a room went online or offline.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Member;
use crate::callbacks::group::MemberStateEventType;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{RoomId, UnixMillis};
use crate::verdict::Ack;

open_enum! {
    /// Why the members' state changed (`EventCause`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/64424)
    MemberEventCause {
        /// Online: the members entered the room.
        Enter = "Enter",
        /// Offline: the members left the room.
        Leave = "Leave",
        /// Offline: the heartbeat was lost.
        HeartbeatInterrupt = "HeartbeatInterrupt",
        /// Online: the heartbeat resumed.
        HeartbeatRecover = "HeartbeatRecover",
    }
}

/// `Live.CallbackAfterMemberStateChanged`: members of a room went online or offline.
///
/// Sent when members enter or leave, and when their heartbeat is lost or resumes. No more is sent
/// after the room is destroyed.
///
/// Some pages spell the name `Live.CallbackMemberStateChanged`; both are accepted.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/64424)
#[doc(alias = "Live.CallbackAfterMemberStateChanged")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterMemberStateChanged", live::AfterMemberStateChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMemberStateChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMemberStateChanged>,
    /// The room.
    pub room_id: RoomId,
    /// Whether the members went online or offline.
    pub event_type: MemberStateEventType,
    /// Why the members' state changed.
    pub event_cause: MemberEventCause,
    /// The members whose state changed.
    pub member_list: Vec<Member>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterMemberStateChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
