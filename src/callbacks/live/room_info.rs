use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::present;
use crate::json::{As, Int, MapOnly, NullAsDefault, TextOrInt};
use crate::value::{RoomId, RoomType, TakeSeatMode, UnixSeconds, UserId};

/// The profile of a room. Every field may be absent: an update carries the changed ones only.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/64422)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RoomInfo {
    /// The room. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_id: Option<RoomId>,
    /// The name of the room. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_name: Option<String>,
    /// The type of the room. The field table says `Meeting`, the samples `Live`. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_type: Option<RoomType>,
    /// The host. May be absent.
    #[serde(
        rename = "Owner_Account",
        default,
        with = "As::<Option<TextOrInt>>",
        skip_serializing_if = "Option::is_none"
    )]
    pub owner_account: Option<UserId>,
    /// The largest number of members. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub max_member_count: Option<u64>,
    /// Whether all members are barred from sending messages. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_message_disabled: Option<bool>,
    /// Custom data of the app. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_info: Option<String>,
    /// Whether the room has seats. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_seat_enabled: Option<bool>,
    /// The largest number of seats. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub max_seat_count: Option<u64>,
    /// How a member takes a seat. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub take_seat_mode: Option<TakeSeatMode>,
    /// When the room was created. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_time: Option<UnixSeconds>,
    /// Whether the room appears in the public list. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_public_visible: Option<bool>,
    /// The address of the cover image. May be absent.
    #[serde(rename = "CoverURL", skip_serializing_if = "Option::is_none")]
    pub cover_url: Option<String>,
    /// The categories of the room, as numbers defined by the app. Empty when absent.
    #[serde(
        default,
        with = "As::<NullAsDefault<Vec<Int>>>",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub category: Vec<u64>,
    /// The status of the activity, a number defined by the app. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub activity_status: Option<u64>,
    /// How many times the room was viewed. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub view_count: Option<u64>,
    /// The address of the background image. May be absent.
    #[serde(rename = "BackgroundURL", skip_serializing_if = "Option::is_none")]
    pub background_url: Option<String>,
    /// Whether the number of members is unlimited. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_unlimited_room_enabled: Option<bool>,
}

impl RoomInfo {
    /// The ordering key of an event about the room: the room, otherwise the account that acted.
    pub(super) fn room_or<'a>(&'a self, operator: &'a UserId) -> Option<Cow<'a, str>> {
        self.room_id.as_ref().and_then(present).or_else(|| present(operator))
    }
}
