//! `Live.CallbackAfterEndBattle`: a battle between rooms ended.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::number::open_number;
use crate::value::{RoomId, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

open_number! {
    /// Why a battle ended (`OpType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/68261)
    BattleEnd {
        /// The time was over.
        TIME_OVER = 0,
        /// All hosts had left.
        HOSTS_LEFT = 1,
        /// The battle never began.
        NOT_STARTED = 2,
    }
}

/// `Live.CallbackAfterEndBattle`: a battle between rooms ended.
///
/// Sent when the time is over, when all hosts have left, or when no room joined.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68261)
#[doc(alias = "Live.CallbackAfterEndBattle")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterEndBattle", live::AfterEndBattle, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterEndBattle {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterEndBattle>,
    /// The id of the battle.
    pub battle_id: String,
    /// How long the battle was to last. The page gives no unit; `AfterCreateBattle` has
    /// milliseconds.
    #[serde(with = "As::<Int>")]
    pub duration: u64,
    /// When the battle was requested. The page gives no unit.
    pub create_time: UnixSeconds,
    /// When the battle began. The page gives no unit.
    pub start_time: UnixSeconds,
    /// When the battle ended. The page gives no unit.
    pub end_time: UnixSeconds,
    /// Why the battle ended.
    pub op_type: BattleEnd,
    /// The room that requested the battle.
    pub from_room_info: BattleResult,
    /// The other rooms.
    pub to_room_list: Vec<BattleResult>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A room that took part in a battle, with its score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BattleResult {
    /// The room.
    pub room_id: RoomId,
    /// The host of the room.
    #[serde(rename = "Owner_Account", with = "As::<TextOrInt>")]
    pub owner_account: UserId,
    /// The score of the room.
    #[serde(with = "As::<Int>")]
    pub score: u64,
}

impl Callback for AfterEndBattle {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.from_room_info.room_id)
    }
}
