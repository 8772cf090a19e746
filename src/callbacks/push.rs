//! `Push.*`: results of pushes, in batches. All times are in seconds.
//!
//! By default, Tencent sends at most 1,000 of these callbacks a second for each app; what exceeds
//! that comes later.
//!
//! ```
//! use tim_callback::callbacks::push::{OfflinePush, PushStage};
//! use tim_callback::testing;
//!
//! let call = testing::call::<OfflinePush>().build();
//! let clicked = call.events.iter().filter(|event| event.push_stage == PushStage::CLICKED);
//! assert_eq!(clicked.count(), 1);
//! assert_eq!(call.event_dedup_keys().len(), call.events.len());
//! ```

mod all_member_push;
mod all_member_push_event;
mod all_member_push_event_type;
mod offline_push;
mod offline_push_event;
mod offline_push_event_type;
mod push_platform;
mod push_stage;

pub use all_member_push::AllMemberPush;
pub use all_member_push_event::AllMemberPushEvent;
pub use all_member_push_event_type::AllMemberPushEventType;
pub use offline_push::OfflinePush;
pub use offline_push_event::OfflinePushEvent;
pub use offline_push_event_type::OfflinePushEventType;
pub use push_platform::PushPlatform;
pub use push_stage::PushStage;
