//! `Live.CallbackAfterCreateRoom`: a room was created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::RoomInfo;
use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `Live.CallbackAfterCreateRoom`: a room was created.
///
/// Sent after a client or the admin, through REST, creates a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/64422)
#[doc(alias = "Live.CallbackAfterCreateRoom")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterCreateRoom", live::AfterCreateRoom, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterCreateRoom {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterCreateRoom>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The profile of the room.
    pub room_info: RoomInfo,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterCreateRoom {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        self.room_info.room_or(&self.operator_account)
    }
}
