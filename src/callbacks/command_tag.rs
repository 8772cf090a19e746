use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Callback;
use crate::command::CallbackCommand;

/// The `CallbackCommand` field of a body. It repeats the command in the URL.
///
/// A tag has one value: the command of its request. Any other name in a body is a decoding error.
/// The signature covers neither body nor URL, so a body is accepted only if it names the same
/// command as the URL.
pub struct CommandTag<C>(PhantomData<fn() -> C>);

impl<C: Callback> CommandTag<C> {
    /// The command.
    #[must_use]
    pub fn command(self) -> CallbackCommand {
        C::COMMAND
    }
}

impl<C> Clone for CommandTag<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for CommandTag<C> {}

impl<C> Default for CommandTag<C> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<C> PartialEq for CommandTag<C> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<C> Eq for CommandTag<C> {}

impl<C: Callback> fmt::Debug for CommandTag<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(C::COMMAND.name())
    }
}

impl<C: Callback> Serialize for CommandTag<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(C::COMMAND.name())
    }
}

struct TagVisitor<C>(PhantomData<C>);

impl<C: Callback> Visitor<'_> for TagVisitor<C> {
    type Value = CommandTag<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a command")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<CommandTag<C>, E> {
        if C::NAMES.contains(&name) {
            Ok(CommandTag(PhantomData))
        } else {
            // The name in the body is untrusted text, so the error does not include it.
            Err(E::unknown_variant("another command", C::NAMES))
        }
    }
}

impl<'de, C: Callback> Deserialize<'de> for CommandTag<C> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TagVisitor(PhantomData))
    }
}

describe! { [C: Callback] CommandTag<C>, |_| schemars::json_schema!({
    "enum": C::NAMES,
}) }
