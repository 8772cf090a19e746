//! `Room.CallbackAfterDestroyRoom`: a room was destroyed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Room.CallbackAfterDestroyRoom`: a room was destroyed.
///
/// Sent after a client or the admin, through REST, destroys a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/60732)
#[doc(alias = "Room.CallbackAfterDestroyRoom")]
#[cfg_attr(doc, doc = page!("Room.CallbackAfterDestroyRoom", room::AfterDestroyRoom, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterDestroyRoom {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterDestroyRoom>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The room.
    pub room_id: RoomId,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterDestroyRoom {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
