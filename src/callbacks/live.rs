//! `Live.*`: rooms of the Live product.
//!
//! ```
//! use tim_callback::callbacks::live::BeforeSendGift;
//! use tim_callback::verdict::LiveRejectCode;
//! use tim_callback::{Call, Gate, testing};
//!
//! const TOO_MANY: LiveRejectCode = LiveRejectCode::new(102101).unwrap();
//!
//! fn decide(call: &Call<BeforeSendGift>) -> Gate<LiveRejectCode> {
//!     match call.gift_water.count {
//!         0..=100 => Gate::Allow,
//!         _ => Gate::reject_with(TOO_MANY, "at most a hundred at once"),
//!     }
//! }
//!
//! assert_eq!(decide(&testing::call().build()), Gate::Allow);
//! ```

mod after_change_owner;
mod after_cloud_recording_changed;
mod after_create_battle;
mod after_create_room;
mod after_create_room_reaching_threshold;
mod after_del_metadata;
mod after_destroy_room;
mod after_end_battle;
mod after_member_state_changed;
mod after_modify_admin;
mod after_set_metadata;
mod after_start_battle;
mod after_update_room_info;
mod battle_room;
mod before_send_gift;
mod member;
mod recording_info;
mod room_info;

pub use after_change_owner::AfterChangeOwner;
pub use after_cloud_recording_changed::AfterCloudRecordingChanged;
pub use after_create_battle::AfterCreateBattle;
pub use after_create_room::AfterCreateRoom;
pub use after_create_room_reaching_threshold::AfterCreateRoomReachingThreshold;
pub use after_del_metadata::AfterDelMetadata;
pub use after_destroy_room::{AfterDestroyRoom, RoomDestroyType, RoomStatistic};
pub use after_end_battle::{AfterEndBattle, BattleEnd, BattleResult};
pub use after_member_state_changed::{AfterMemberStateChanged, MemberEventCause};
pub use after_modify_admin::{AdminOperation, AfterModifyAdmin};
pub use after_set_metadata::{AfterSetMetadata, MetadataItem};
pub use after_start_battle::AfterStartBattle;
pub use after_update_room_info::AfterUpdateRoomInfo;
pub use battle_room::BattleRoom;
pub use before_send_gift::{BeforeSendGift, GiftWater};
pub use member::Member;
pub use recording_info::RecordingInfo;
pub use room_info::RoomInfo;
