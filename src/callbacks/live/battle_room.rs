use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{RoomId, UserId};

/// A room that takes part in a battle.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68260)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BattleRoom {
    /// The room.
    pub room_id: RoomId,
    /// The host of the room.
    #[serde(rename = "Owner_Account", with = "As::<TextOrInt>")]
    pub owner_account: UserId,
}
