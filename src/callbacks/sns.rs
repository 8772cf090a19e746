//! `Sns.*`: friends and blocklists.

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
