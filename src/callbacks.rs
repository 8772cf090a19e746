//! The requests, a family a module, a command a file.
//!
//! ```
//! use tim_callback::callbacks::{c2c, group};
//! use tim_callback::testing;
//!
//! let to_a_group = testing::call::<group::BeforeSendMsg>().text("hi").build();
//! let to_a_friend = testing::call::<c2c::BeforeSendMsg>().text("hi").build();
//! assert_eq!(to_a_group.msg_body.texts(), to_a_friend.msg_body.texts());
//! ```

pub mod alert;
pub mod bot;
pub mod c2c;
pub mod chatbot;
pub mod content_callback;
mod echo;
pub mod follow;
pub mod group;
pub mod official_account;
pub mod profile;
pub mod push;
pub mod sns;
pub mod state;

use std::borrow::Cow;

pub(crate) use echo::OTHER_COMMAND;
pub use echo::{Echo, HasCommand};

use crate::message::MsgBody;
use crate::value::UserId;

/// What the crate asks of every request beyond its fields.
pub trait Request {
    /// What identifies the event among those of its command; `None` where nothing does.
    fn natural_key(&self) -> Option<String> {
        None
    }

    /// What the event must stay in order with; `None` where it concerns the app as a whole.
    fn ordering_key(&self) -> Option<Cow<'_, str>>;

    /// The accounts that the request asks about one by one.
    fn targets(&self) -> Vec<UserId> {
        Vec::new()
    }

    /// The message, if the event is about one.
    fn msg_body(&self) -> Option<&MsgBody> {
        None
    }
}

/// Two accounts in one order, whoever acted, with a tab between them, which no printable id has.
fn pair(one: &UserId, other: &UserId) -> Cow<'static, str> {
    Cow::Owned(format!("{}\t{}", one.min(other), one.max(other)))
}

/// What a relation between users stays in order with: the two users; of several relations the
/// first one's doer. `None` where there is none.
fn between<'a>(
    mut relations: impl Iterator<Item = (&'a UserId, &'a UserId)>,
) -> Option<Cow<'a, str>> {
    let (from, to) = relations.next()?;
    if relations.all(|others| others == (from, to) || others == (to, from)) {
        Some(pair(from, to))
    } else {
        Some(Cow::Borrowed(from.as_str()))
    }
}
