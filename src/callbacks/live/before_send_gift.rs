//! `Live.CallbackBeforeSendGift`: a gift is about to be sent.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, TextOrInt};
use crate::value::{RoomId, UnixMillis, UnixSeconds, UserId};
use crate::verdict::{Gate, LiveRejectCode};

/// `Live.CallbackBeforeSendGift`: a gift is about to be sent, and the answer decides.
///
/// Sent when a client sends a gift.
///
/// **No answer refuses the gift**, unlike any other before-command: if your service does not answer
/// within 2 s, or answers with a status other than 200, the gift is not sent.
/// `Live.CallbackBeforeCallBackNotBlock` in the callback configuration changes that.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/72210)
#[doc(alias = "Live.CallbackBeforeSendGift")]
#[cfg_attr(doc, doc = page!("Live.CallbackBeforeSendGift", live::BeforeSendGift, Gate<LiveRejectCode>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeSendGift {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeSendGift>,
    /// The account that sends the gift.
    #[serde(rename = "Operator_Account", with = "As::<TextOrInt>")]
    pub operator_account: UserId,
    /// The room.
    pub room_id: RoomId,
    /// The gift.
    pub gift_water: GiftWater,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A gift from one user to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GiftWater {
    /// The sender.
    #[serde(rename = "From_Account", with = "As::<TextOrInt>")]
    pub from_account: UserId,
    /// The recipients.
    #[serde(rename = "To_Account", with = "As::<Vec<TextOrInt>>")]
    pub to_account: Vec<UserId>,
    /// When the gift was sent.
    pub time: UnixSeconds,
    /// The id of the gift.
    pub gift_id: String,
    /// How many gifts are sent.
    #[serde(with = "As::<Int>")]
    pub count: u64,
    /// How many coins the gift costs. The page does not say whether for one gift or for all.
    #[serde(with = "As::<Int>")]
    pub coins: u64,
}

impl Callback for BeforeSendGift {
    type Verdict = Gate<LiveRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.room_id)
    }
}
