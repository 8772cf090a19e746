//! `Live.CallbackAfterSetMetadata`: metadata of a room was set.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Live.CallbackAfterSetMetadata`: metadata of a room was set.
///
/// Sent after a client or the admin, through REST, sets metadata of a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68222)
#[doc(alias = "Live.CallbackAfterSetMetadata")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterSetMetadata", live::AfterSetMetadata, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterSetMetadata {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterSetMetadata>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The room.
    pub room_id: RoomId,
    /// The entries that were set.
    pub metadata: Vec<MetadataItem>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// An entry in the metadata of a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MetadataItem {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

impl Callback for AfterSetMetadata {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
