//! `Live.CallbackAfterChangeOwner`: a room has a new host.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Live.CallbackAfterChangeOwner`: a room has a new host.
///
/// Sent after a client or the admin, through REST, transfers a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/72553)
#[doc(alias = "Live.CallbackAfterChangeOwner")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterChangeOwner", live::AfterChangeOwner, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterChangeOwner {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterChangeOwner>,
    /// The room.
    pub room_id: RoomId,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The new host.
    #[serde(rename = "CurrentOwner_Account", with = "As::<TextOrInt>")]
    pub current_owner_account: UserId,
    /// The previous host.
    #[serde(rename = "OriginalOwner_Account", with = "As::<TextOrInt>")]
    pub original_owner_account: UserId,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterChangeOwner {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
