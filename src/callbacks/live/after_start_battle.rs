//! `Live.CallbackAfterStartBattle`: a battle between rooms began.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::BattleRoom;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly};
use crate::value::{UnixMillis, UnixSeconds};
use crate::verdict::Ack;

/// `Live.CallbackAfterStartBattle`: a battle between rooms began.
///
/// Sent when every room that was asked has answered, or when none is asked.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68260)
#[doc(alias = "Live.CallbackAfterStartBattle")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterStartBattle", live::AfterStartBattle, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterStartBattle {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterStartBattle>,
    /// The id of the battle.
    pub battle_id: String,
    /// How long the battle lasts. The page gives no unit; `AfterCreateBattle` has milliseconds.
    #[serde(with = "As::<Int>")]
    pub duration: u64,
    /// When the battle was requested.
    pub create_time: UnixSeconds,
    /// When the battle began.
    pub start_time: UnixSeconds,
    /// The room that requested the battle.
    pub from_room_info: BattleRoom,
    /// The other rooms.
    pub to_room_list: Vec<BattleRoom>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterStartBattle {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.from_room_info.room_id)
    }
}
