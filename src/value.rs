//! Small values that several commands share: ids, times, group types, platforms, error codes.
//!
//! ```
//! use tim_callback::value::{GroupType, Platform};
//! use tim_callback::{UnixSeconds, UserId};
//!
//! assert_eq!(UserId::from("jared"), "jared");
//! assert_eq!(Platform::from("IOS"), Platform::from("iOS")); // one platform, two spellings
//! assert!(GroupType::from("Private").is_work()); // the old name of Work
//! assert_eq!(UnixSeconds::new(1669872112).to_string(), "1669872112");
//! ```

mod error_code;
mod flag;
mod group_type;
mod ids;
mod json_object;
mod msg_extension;
mod msg_priority;
pub(crate) mod number;
pub(crate) mod open;
mod operate_type;
mod platform;
mod recording_event_group;
mod room_type;
mod take_seat_mode;
mod time;

pub use error_code::ErrorCode;
pub use flag::Flag;
pub use group_type::GroupType;
pub use ids::{
    CallId, GroupId, MsgId, MsgKey, RoomId, SdkAppId, SdkAppIdError, SessionId, TopicId, UserId,
};
pub use json_object::JsonObject;
pub use msg_extension::MsgExtension;
pub use msg_priority::MsgPriority;
pub use open::Unlisted;
pub use operate_type::OperateType;
pub use platform::{Platform, PlatformError, PlatformKind};
pub use recording_event_group::RecordingEventGroup;
pub use room_type::RoomType;
pub use take_seat_mode::TakeSeatMode;
pub use time::{TimeError, UnixMillis, UnixSeconds};
