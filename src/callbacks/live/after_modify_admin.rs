//! `Live.CallbackAfterModifyAdmin`: the admins of a room were changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::open::open_enum;
use crate::value::{RoomId, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// What was done to the admins of a room (`opType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/72554)
    AdminOperation {
        /// They were appointed.
        Add = "add",
        /// They were dismissed.
        Delete = "delete",
    }
}

/// `Live.CallbackAfterModifyAdmin`: the admins of a room were changed.
///
/// Sent after a client or the admin, through REST, appoints or dismisses admins of a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/72554)
#[doc(alias = "Live.CallbackAfterModifyAdmin")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterModifyAdmin", live::AfterModifyAdmin, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterModifyAdmin {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterModifyAdmin>,
    /// The room.
    pub room_id: RoomId,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The accounts that were appointed or dismissed.
    #[serde(rename = "Admin_Account", with = "As::<Vec<TextOrInt>>")]
    pub admin_account: Vec<UserId>,
    /// Whether the accounts were appointed or dismissed. On the wire, the name begins with a
    /// lower-case letter.
    #[serde(rename = "opType")]
    pub op_type: AdminOperation,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterModifyAdmin {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
