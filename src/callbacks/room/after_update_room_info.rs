//! `Room.CallbackAfterUpdateRoomInfo`: the profile of a room was changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::RoomInfo;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `Room.CallbackAfterUpdateRoomInfo`: the profile of a room was changed.
///
/// Sent after a client or the admin, through REST, changes the profile of a room.
///
/// An older list spells the name `Room.CallbackUpdateRoomInfo`; both are accepted.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/60731)
#[doc(alias = "Room.CallbackAfterUpdateRoomInfo")]
#[cfg_attr(doc, doc = page!("Room.CallbackAfterUpdateRoomInfo", room::AfterUpdateRoomInfo, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterUpdateRoomInfo {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterUpdateRoomInfo>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The changed fields.
    pub room_info: RoomInfo,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterUpdateRoomInfo {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_info.room_id)
    }
}
