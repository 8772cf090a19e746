//! The requests, a family a module, a command a file.

pub mod alert;
mod echo;
pub mod follow;
pub mod group;
pub mod profile;
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

/// What a relation between users stays in order with: the two users, in one order whoever did it;
/// of several relations the first one's doer. `None` where there is none.
fn between<'a>(
    mut relations: impl Iterator<Item = (&'a UserId, &'a UserId)>,
) -> Option<Cow<'a, str>> {
    let (from, to) = relations.next()?;
    if relations.all(|others| others == (from, to) || others == (to, from)) {
        Some(Cow::Owned(format!("{}#{}", from.min(to), from.max(to))))
    } else {
        Some(Cow::Borrowed(from.as_str()))
    }
}
