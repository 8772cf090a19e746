//! `Live.CallbackAfterCreateBattle`: a battle between rooms was requested.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Live.CallbackAfterCreateBattle`: a battle between rooms was requested.
///
/// Sent after a client or the admin, through REST, requests a battle.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68259)
#[doc(alias = "Live.CallbackAfterCreateBattle")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterCreateBattle", live::AfterCreateBattle, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterCreateBattle {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterCreateBattle>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The id of the battle.
    pub battle_id: String,
    /// The room that requests the battle.
    pub from_room_id: RoomId,
    /// The rooms that are asked to take part.
    pub to_room_id_list: Vec<RoomId>,
    /// How long the request is valid, in milliseconds.
    #[serde(with = "As::<Int>")]
    pub timeout: u64,
    /// How long the battle lasts, in milliseconds.
    #[serde(with = "As::<Int>")]
    pub duration: u64,
    /// Whether the rooms that are asked must accept.
    pub need_response: bool,
    /// Custom data of the app. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_info: Option<String>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterCreateBattle {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.from_room_id)
    }
}
