use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::command::CallbackCommand;

/// A request type, as far as its command's name goes.
pub trait HasCommand {
    /// The command whose request this is.
    const COMMAND: CallbackCommand;
}

/// `CallbackCommand` in a body: the name that the URL gave, once more.
///
/// It has one value, the name of the request's own command. Another name in a body is an error
/// while decoding: what is signed is neither body nor URL, and a body must not be taken for what
/// it does not say it is.
pub struct Echo<C>(PhantomData<fn() -> C>);

impl<C: HasCommand> Echo<C> {
    /// The command.
    #[must_use]
    pub fn command(self) -> CallbackCommand {
        C::COMMAND
    }
}

impl<C> Clone for Echo<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Echo<C> {}

impl<C> Default for Echo<C> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<C> PartialEq for Echo<C> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<C> Eq for Echo<C> {}

impl<C: HasCommand> fmt::Debug for Echo<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(C::COMMAND.name())
    }
}

impl<C: HasCommand> Serialize for Echo<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(C::COMMAND.name())
    }
}

struct EchoVisitor<C>(PhantomData<C>);

/// How a decoder says that a body names another command than its URL.
pub(crate) const OTHER_COMMAND: &str = "the command of the URL";

impl<C: HasCommand> Visitor<'_> for EchoVisitor<C> {
    type Value = Echo<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(OTHER_COMMAND)
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Echo<C>, E> {
        if name == C::COMMAND.name() {
            Ok(Echo(PhantomData))
        } else {
            Err(E::invalid_value(Unexpected::Other("another command"), &self))
        }
    }
}

impl<'de, C: HasCommand> Deserialize<'de> for Echo<C> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(EchoVisitor(PhantomData))
    }
}
