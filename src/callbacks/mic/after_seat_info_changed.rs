//! `Mic.CallbackAfterSeatInfoChanged`: the seats of a room were changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Mic.CallbackAfterSeatInfoChanged`: the seats of a room were changed.
///
/// Sent after a seat is taken, left, locked or muted, in rooms of the Live and Room products.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/64425)
#[doc(alias = "Mic.CallbackAfterSeatInfoChanged")]
#[cfg_attr(doc, doc = page!("Mic.CallbackAfterSeatInfoChanged", mic::AfterSeatInfoChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterSeatInfoChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterSeatInfoChanged>,
    /// The account that issued the request. On the page of the Room product only. May be absent.
    #[serde(
        rename = "Operator_Account",
        default,
        with = "As::<Option<TextOrInt>>",
        skip_serializing_if = "Option::is_none"
    )]
    pub operator_account: Option<UserId>,
    /// The room.
    pub room_id: RoomId,
    /// The seats.
    pub seat_list: Vec<Seat>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A seat of a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Seat {
    /// The number of the seat.
    #[serde(with = "As::<Int>")]
    pub index: u64,
    /// The account on the seat. Absent if the seat is free.
    #[serde(
        rename = "Member_Account",
        default,
        with = "As::<Option<TextOrInt>>",
        skip_serializing_if = "Option::is_none"
    )]
    pub member_account: Option<UserId>,
    /// Whether the seat is locked.
    pub is_taken_disabled: bool,
    /// Whether video is barred on the seat.
    pub is_video_disabled: bool,
    /// Whether audio is barred on the seat.
    pub is_audio_disabled: bool,
}

impl Callback for AfterSeatInfoChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
