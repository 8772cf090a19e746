//! `Follow.*`: users following users.
//!
//! ```
//! use tim_callback::callbacks::follow::AfterFollowAdd;
//! use tim_callback::testing;
//!
//! let call = testing::call::<AfterFollowAdd>().from("ana").build();
//! let followed: Vec<_> = call.follow_list.iter().map(|followed| &followed.to_account).collect();
//! assert_eq!(followed, ["ben", "cleo"]);
//! ```

mod after_follow_add;
mod after_follow_delete;

pub use after_follow_add::{AfterFollowAdd, Followed};
pub use after_follow_delete::AfterFollowDelete;
