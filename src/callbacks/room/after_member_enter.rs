//! `Room.CallbackAfterMemberEnter`: members entered a room.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::MemberChange;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `Room.CallbackAfterMemberEnter`: members entered a room.
///
/// Sent after a client enters a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/60735)
#[doc(alias = "Room.CallbackAfterMemberEnter")]
#[cfg_attr(doc, doc = page!("Room.CallbackAfterMemberEnter", room::AfterMemberEnter, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMemberEnter {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMemberEnter>,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The room.
    pub room_id: RoomId,
    /// The number of members in the room. The field table calls it the capacity.
    #[serde(with = "As::<Int>")]
    pub member_count: u64,
    /// How the members entered: `Enter`.
    #[serde(rename = "Type")]
    pub change_type: MemberChange,
    /// The members who entered.
    #[serde(rename = "MemberList_Account", with = "As::<Vec<TextOrInt>>")]
    pub member_list_account: Vec<UserId>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterMemberEnter {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
