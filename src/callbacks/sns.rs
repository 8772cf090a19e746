//! `Sns.*`: friends and blocklists.
//!
//! ```
//! use tim_callback::callbacks::sns::PrevFriendAdd;
//! use tim_callback::verdict::{FriendDecision, FriendRejectCode};
//! use tim_callback::{Call, FriendVerdict, testing};
//!
//! const NO_ROOM: FriendRejectCode = FriendRejectCode::new(38001).unwrap();
//!
//! fn decide(call: &Call<PrevFriendAdd>) -> FriendVerdict {
//!     call.judge_each(|target| match target.as_str() {
//!         "cleo" => FriendDecision::refuse(NO_ROOM, "has enough friends"),
//!         _ => FriendDecision::Allow,
//!     })
//! }
//!
//! assert_ne!(decide(&testing::call().build()), testing::call::<PrevFriendAdd>().build().allow_all());
//! ```

mod black_list_add;
mod black_list_delete;
mod friend_add;
mod friend_delete;
mod pair;
mod prev_friend_add;
mod prev_friend_response;

pub use black_list_add::BlackListAdd;
pub use black_list_delete::BlackListDelete;
pub use friend_add::{ClientCmd, FriendAdd};
pub use friend_delete::FriendDelete;
pub use pair::Pair;
pub use prev_friend_add::{AddType, FriendItem, PrevFriendAdd};
pub use prev_friend_response::{PrevFriendResponse, ResponseAction, ResponseFriendItem};
