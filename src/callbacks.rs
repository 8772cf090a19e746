//! The request types: one module per family, one file per command.
//!
//! A callback comes only if the callback URL is configured and this very callback is switched on in
//! the console; see [how to deploy](crate::guide::deploy).
//!
//! ```
//! use tim_callback::callbacks::{c2c, group};
//! use tim_callback::testing;
//!
//! let to_a_group = testing::call::<group::BeforeSendMsg>().text("hi").build();
//! let to_a_friend = testing::call::<c2c::BeforeSendMsg>().text("hi").build();
//! assert_eq!(to_a_group.msg_body.texts(), to_a_friend.msg_body.texts());
//! ```

#[cfg(doc)]
#[macro_use]
mod page;

pub mod alert;
pub mod bot;
pub mod c2c;
pub mod call;
pub mod chatbot;
mod command_tag;
pub mod content_callback;
pub mod desk;
pub mod follow;
pub mod group;
pub mod live;
pub mod mic;
pub mod official_account;
pub mod profile;
pub mod push;
pub mod room;
pub mod sns;
pub mod state;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use command_tag::CommandTag;

use crate::command::CallbackCommand;
use crate::message::MsgBody;
use crate::value::UserId;
use crate::verdict::{Verdict, sealed::Verdict as _};

/// The request type of one command. This trait is sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the request of a callback command",
    label = "no `impl Callback` in its file",
    note = "the requests are the types under `tim_callback::callbacks`, one for each command"
)]
pub trait Callback:
    sealed::Listed
    + DeserializeOwned
    + Serialize
    + Clone
    + PartialEq
    + fmt::Debug
    + Send
    + Sync
    + 'static
{
    /// The type of the answer to this command.
    type Verdict: Verdict;

    /// The ordering key: events with the same key must be processed in order. `None` if the event
    /// concerns the app as a whole. [`Call::ordering_key`](crate::Call::ordering_key) returns it as
    /// a `String`.
    fn ordering_key(&self) -> Option<Cow<'_, str>>;

    /// The message, if the event carries one.
    fn msg_body(&self) -> Option<&MsgBody> {
        None
    }

    /// The accounts that a friend request asks about.
    #[doc(hidden)]
    fn targets(&self) -> Vec<UserId> {
        Vec::new()
    }
}

mod sealed {
    use crate::command::CallbackCommand;

    /// The part of [`Callback`](super::Callback) that the catalogue implements.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is in no row of the catalogue",
        label = "no row names this type",
        note = "add its row to `src/catalogue.rs`: wire name, variant, path, page, sentence"
    )]
    pub trait Listed {
        const COMMAND: CallbackCommand;

        /// The wire name, preceded by the aliases that pages use.
        const NAMES: &'static [&'static str];
    }
}

macro_rules! list_requests {
    ($(
        $wire:literal $(| $alias:literal)* $variant:ident = $family:ident::$request:ident
            => $page:literal, $what:literal;
    )+) => {
        $(impl sealed::Listed for $family::$request {
            const COMMAND: CallbackCommand = CallbackCommand::$variant;
            const NAMES: &'static [&'static str] = &[$($alias,)* $wire];
        })+

        impl CallbackCommand {
            /// The command of a request type.
            ///
            /// ```
            /// use tim_callback::{CallbackCommand, callbacks::group};
            ///
            /// let command = CallbackCommand::of::<group::BeforeSendMsg>();
            /// assert_eq!(command, CallbackCommand::GroupBeforeSendMsg);
            /// ```
            #[must_use]
            pub fn of<C: Callback>() -> Self {
                C::COMMAND
            }

            /// Whether the command has an answer that lets everything through, for when no verdict
            /// was reached.
            pub(crate) fn can_be_allowed(self) -> bool {
                match self {
                    $(Self::$variant => <$family::$request as Callback>::Verdict::CAN_ALLOW,)+
                }
            }

            /// Whether the answer decides. True for commands that are sent before something
            /// happens.
            #[must_use]
            pub fn is_before(self) -> bool {
                match self {
                    $(Self::$variant => <$family::$request as Callback>::Verdict::DECIDES,)+
                }
            }
        }
    };
}

catalogue!(list_requests);

/// The id as an ordering key. An empty id means the same as an absent one.
fn present(id: &impl AsRef<str>) -> Option<Cow<'_, str>> {
    let id = id.as_ref();
    (!id.is_empty()).then_some(Cow::Borrowed(id))
}

/// Both accounts in sorted order, regardless of who acted, separated by a tab. No printable id
/// contains a tab.
fn pair<'a>(one: &'a UserId, other: &'a UserId) -> Option<Cow<'a, str>> {
    match (present(one), present(other)) {
        (Some(_), Some(_)) => Some(Cow::Owned(format!("{}\t{}", one.min(other), one.max(other)))),
        (one, other) => one.or(other),
    }
}

/// The ordering key of a relation event: both users if every relation is between the same two,
/// otherwise the user who acted in the first relation. `None` if there are no relations.
fn between<'a>(
    mut relations: impl Iterator<Item = (&'a UserId, &'a UserId)>,
) -> Option<Cow<'a, str>> {
    let (from, to) = relations.next()?;
    if relations.all(|others| others == (from, to) || others == (to, from)) {
        pair(from, to)
    } else {
        present(from)
    }
}
