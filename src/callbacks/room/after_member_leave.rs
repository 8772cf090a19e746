//! `Room.CallbackAfterMemberLeave`: members left a room.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::open::open_enum;
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// How members entered or left a room (`Type`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/60734)
    MemberChange {
        /// They entered.
        Enter = "Enter",
        /// They left.
        Leave = "Leave",
        /// They were removed.
        Kicked = "Kicked",
        /// Their heartbeat was lost.
        Expired = "Expired",
    }
}

/// `Room.CallbackAfterMemberLeave`: members left a room.
///
/// Sent after members leave, are removed, or lose their heartbeat.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/60734)
#[doc(alias = "Room.CallbackAfterMemberLeave")]
#[cfg_attr(doc, doc = page!("Room.CallbackAfterMemberLeave", room::AfterMemberLeave, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMemberLeave {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMemberLeave>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The room.
    pub room_id: RoomId,
    /// The number of members in the room.
    #[serde(with = "As::<Int>")]
    pub member_count: u64,
    /// How the members left: `Leave`, `Kicked` or `Expired`.
    #[serde(rename = "Type")]
    pub change_type: MemberChange,
    /// The members who left.
    #[serde(rename = "MemberList_Account", with = "As::<Vec<TextOrInt>>")]
    pub member_list_account: Vec<UserId>,
    /// The reason. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterMemberLeave {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
