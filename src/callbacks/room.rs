//! `Room.*`: rooms of the Room product, which are meetings.
//!
//! ```
//! use tim_callback::callbacks::room::{AfterMemberLeave, MemberChange};
//! use tim_callback::testing;
//!
//! let call = testing::call::<AfterMemberLeave>().build();
//! assert_eq!(call.change_type, MemberChange::Kicked);
//! ```

mod after_create_room;
mod after_destroy_room;
mod after_member_enter;
mod after_member_leave;
mod after_update_room_info;
mod room_info;

pub use after_create_room::AfterCreateRoom;
pub use after_destroy_room::AfterDestroyRoom;
pub use after_member_enter::AfterMemberEnter;
pub use after_member_leave::{AfterMemberLeave, MemberChange};
pub use after_update_room_info::AfterUpdateRoomInfo;
pub use room_info::{RoomInfo, RoomStatus};
