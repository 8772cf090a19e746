//! `Call.*`: audio and video calls.
//!
//! ```
//! use tim_callback::callbacks::call::AfterEndCall;
//! use tim_callback::testing;
//!
//! let call = testing::call::<AfterEndCall>().build();
//! let record = &call.call_record;
//! assert!(record.end_time >= record.start_time);
//! ```

mod after_end_call;
mod after_member_changed;
mod after_record_changed;
mod after_start_call;
mod call_user;
mod recording_info;

pub use after_end_call::{AfterEndCall, CallRecord, CallResult, CallType, MediaType, RoomIdType};
pub use after_member_changed::{AfterMemberChanged, CallAction, ChangedUser};
pub use after_record_changed::{AfterRecordChanged, RecordingEvent};
pub use after_start_call::{AfterStartCall, CallInfo};
pub use call_user::{CallUser, CallUserStatus};
pub use recording_info::RecordingInfo;
