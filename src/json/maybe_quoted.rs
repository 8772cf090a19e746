//! Booleans that may be quoted.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserializer, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// A field adapter that reads a boolean, or the same one as a string. It writes a boolean.
pub(crate) struct MaybeQuoted;

describe! { MaybeQuoted, "Boolean", |_| schemars::json_schema!({
    "description": "A boolean, or the same one as a string.",
    "enum": [true, false, "true", "false"],
}) }

impl Visitor<'_> for MaybeQuoted {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a boolean, or one as a string")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        text.parse().map_err(|_| E::invalid_value(Unexpected::Other("a string"), &self))
    }
}

impl<'de> DeserializeAs<'de, bool> for MaybeQuoted {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl SerializeAs<bool> for MaybeQuoted {
    fn serialize_as<S: Serializer>(value: &bool, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*value)
    }
}
