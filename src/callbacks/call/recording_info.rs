use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{JsonObject, RoomId, UnixMillis, UnixSeconds, UserId};

// The Live product sends the same event. Only pages of calls show its room as a number, so only this
// struct accepts one.
/// What happened to a recording.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/80345)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RecordingInfo {
    /// The recorded room.
    #[serde(with = "As::<TextOrInt>")]
    pub room_id: RoomId,
    /// When the event happened, in seconds. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_ts: Option<UnixSeconds>,
    /// When the event happened, in milliseconds. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_ms_ts: Option<UnixMillis>,
    /// The account of the recorder. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The recording task. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// What happened, in fields that depend on the type of the event. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<JsonObject>,
}

impl RecordingInfo {
    /// `Status` of the payload: 0 if the step succeeded. `None` if it is absent or not an integer.
    #[must_use]
    pub fn status(&self) -> Option<i64> {
        self.payload.as_ref()?.field("Status")
    }
}
