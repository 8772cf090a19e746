//! `Live.CallbackAfterCreateRoomReachingThreshold`: the number of rooms comes near its limit.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `Live.CallbackAfterCreateRoomReachingThreshold`: the number of rooms comes near its limit.
///
/// Sent after a client or the admin, through REST, creates a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/70485)
#[doc(alias = "Live.CallbackAfterCreateRoomReachingThreshold")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterCreateRoomReachingThreshold", live::AfterCreateRoomReachingThreshold, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterCreateRoomReachingThreshold {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterCreateRoomReachingThreshold>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// How many rooms the app has.
    #[serde(with = "As::<Int>")]
    pub cur_room_count: u64,
    /// How many rooms the app may have.
    #[serde(with = "As::<Int>")]
    pub max_room_count: u64,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterCreateRoomReachingThreshold {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}
