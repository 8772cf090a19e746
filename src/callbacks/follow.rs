//! `Follow.*`: users following users.

mod after_follow_add;
mod after_follow_delete;

pub use after_follow_add::{AfterFollowAdd, Followed};
pub use after_follow_delete::AfterFollowDelete;
