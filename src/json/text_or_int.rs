//! Accounts and room ids that come as a string or as a bare number.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serialize, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// A field adapter that reads a string, or an unsigned integer as its decimal text. It writes a
/// string. Numbers above 2^53 are on the wire, so none goes through a float.
pub(crate) struct TextOrInt;

describe! { TextOrInt, "StringOrUnsigned", |_| schemars::json_schema!({
    "description": "A string, or an unsigned integer that means its decimal text.",
    "type": ["string", "integer"],
    "minimum": 0,
    "maximum": u64::MAX,
}) }

struct Id<T>(PhantomData<T>);

impl<T: From<String> + for<'a> From<&'a str>> Visitor<'_> for Id<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or an unsigned integer")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(text.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        Ok(number.to_string().into())
    }
}

impl<'de, T: From<String> + for<'a> From<&'a str>> DeserializeAs<'de, T> for TextOrInt {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(Id(PhantomData))
    }
}

impl<T: Serialize> SerializeAs<T> for TextOrInt {
    fn serialize_as<S: Serializer>(id: &T, serializer: S) -> Result<S::Ok, S::Error> {
        id.serialize(serializer)
    }
}
