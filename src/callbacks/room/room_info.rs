use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::{As, Int, MapOnly, MaybeQuoted, TextOrInt};
use crate::value::open::open_enum;
use crate::value::{RoomId, RoomType, TakeSeatMode, UnixSeconds, UserId};

open_enum! {
    /// Whether a meeting has begun (`RoomStatus`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/60733)
    RoomStatus {
        /// No state is given.
        None = "None",
        /// The meeting has not begun.
        NotStarted = "NotStarted",
        /// The meeting is on.
        Running = "Running",
    }
}

/// The profile of a room. An update carries the changed fields only.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/60733)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RoomInfo {
    /// The room.
    pub room_id: RoomId,
    /// The name of the room. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_name: Option<String>,
    /// The type of the room. May be absent.
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
    /// The largest number of seats. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub max_seat_count: Option<u64>,
    /// Whether video is barred. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_video_disabled: Option<bool>,
    /// Whether audio is barred. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_audio_disabled: Option<bool>,
    /// Whether messages are barred. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_message_disabled: Option<bool>,
    /// Whether screen sharing is barred. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_screen_sharing_disabled: Option<bool>,
    /// Whether cloud recording is barred. One sample quotes it. May be absent.
    #[serde(default, with = "As::<Option<MaybeQuoted>>", skip_serializing_if = "Option::is_none")]
    pub is_cloud_recording_disabled: Option<bool>,
    /// Custom data of the app. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_info: Option<String>,
    /// When the meeting is to begin. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_start_time: Option<UnixSeconds>,
    /// When the meeting is to end. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_end_time: Option<UnixSeconds>,
    /// Whether the meeting has begun. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_status: Option<RoomStatus>,
    /// Whether the room has seats. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_seat_enabled: Option<bool>,
    /// How a member takes a seat. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub take_seat_mode: Option<TakeSeatMode>,
    /// When the room was created. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_time: Option<UnixSeconds>,
}
