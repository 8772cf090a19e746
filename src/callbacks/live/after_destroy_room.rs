//! `Live.CallbackAfterDestroyRoom`: a room was destroyed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::RoomInfo;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::open::open_enum;
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// Who destroyed a room (`EventType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/64423)
    RoomDestroyType {
        /// A user or the admin.
        DestroyByUser = "DestroyByUser",
        /// The system, because the room was empty.
        DestroyBySystem = "DestroyBySystem",
    }
}

/// `Live.CallbackAfterDestroyRoom`: a room was destroyed.
///
/// Sent after a client or the admin, through REST, destroys a room, or the system destroys an empty
/// one.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/64423)
#[doc(alias = "Live.CallbackAfterDestroyRoom")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterDestroyRoom", live::AfterDestroyRoom, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterDestroyRoom {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterDestroyRoom>,
    /// The account that destroyed the room. `@TIM#SYSTEM` for the system.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The room.
    pub room_id: RoomId,
    /// Whether a user or the system destroyed the room.
    pub event_type: RoomDestroyType,
    /// The profile of the room at its end. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_info: Option<RoomInfo>,
    /// The totals of the room. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistic: Option<RoomStatistic>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// The totals of a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RoomStatistic {
    /// How many users viewed the room. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub total_viewers: Option<u64>,
    /// How many gifts were sent. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub total_gifts_sent: Option<u64>,
    /// How many coins the gifts cost. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub total_gift_coins: Option<u64>,
    /// How many users sent gifts. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub total_unique_gift_senders: Option<u64>,
    /// How many likes the room received. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub total_likes_received: Option<u64>,
}

impl Callback for AfterDestroyRoom {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
