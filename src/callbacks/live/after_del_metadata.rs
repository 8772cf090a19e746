//! `Live.CallbackAfterDelMetadata`: metadata of a room was deleted.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Live.CallbackAfterDelMetadata`: metadata of a room was deleted.
///
/// Sent after a client or the admin, through REST, deletes metadata of a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68223)
#[doc(alias = "Live.CallbackAfterDelMetadata")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterDelMetadata", live::AfterDelMetadata, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterDelMetadata {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterDelMetadata>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The room.
    pub room_id: RoomId,
    /// The keys of the deleted entries.
    pub keys: Vec<String>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterDelMetadata {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
