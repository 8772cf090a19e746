//! `Sns.*`: friends and blocklists.

mod black_list_add;
mod black_list_delete;
mod friend_add;
mod friend_delete;
mod pair;

pub use black_list_add::BlackListAdd;
pub use black_list_delete::BlackListDelete;
pub use friend_add::{ClientCmd, FriendAdd};
pub use friend_delete::FriendDelete;
pub use pair::Pair;
