//! Integers that may be quoted: `5` and `"5"` are the same number; `5.0`, `"+5"` and `" 5"` are
//! errors.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserializer, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// A field adapter that reads an unsigned number, or the same number as a decimal string. It writes
/// a number.
pub(crate) struct Int;

/// [`Int`] for numbers that may be negative.
pub(crate) struct SignedInt;

/// The visitor of unsigned integers, for types that decode themselves.
pub(crate) struct Unsigned;

/// A field adapter that reads an optional number as [`Int`] does, and an empty string as absent.
pub(crate) struct IntOrEmpty;

describe! { Int, "Unsigned", |_| schemars::json_schema!({
    "description": "An unsigned integer, or the same number as a decimal string.",
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": u64::MAX,
    "pattern": "^(0|[1-9][0-9]{0,19})$",
}) }

describe! { SignedInt, "Signed", |_| schemars::json_schema!({
    "description": "An integer, or the same number as a decimal string.",
    "type": ["integer", "string"],
    "minimum": i64::MIN,
    "maximum": i64::MAX,
    "pattern": "^(0|-?[1-9][0-9]{0,18})$",
}) }

describe! { IntOrEmpty, "UnsignedOrEmpty", |_| schemars::json_schema!({
    "description": "An unsigned integer, the same number as a decimal string, or an empty string.",
    "type": ["integer", "string", "null"],
    "minimum": 0,
    "maximum": u64::MAX,
    "pattern": "^(0|[1-9][0-9]{0,19})?$",
}) }

struct Signed;

/// Parses a plain decimal string: ASCII digits only, without leading zeros.
#[inline]
pub(crate) fn decimal(text: &str) -> Option<u64> {
    // The standard parser also accepts a sign and leading zeros.
    let plain = matches!(text.as_bytes(), [b'1'..=b'9', ..] | b"0");
    if plain { text.parse().ok() } else { None }
}

impl Visitor<'_> for Unsigned {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an unsigned integer, or one as a decimal string")
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
        Ok(number)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<u64, E> {
        decimal(text).ok_or_else(|| E::invalid_value(Unexpected::Other("a string"), &self))
    }
}

impl Visitor<'_> for Signed {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer, or one as a decimal string")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number)
            .map_err(|_| E::invalid_value(Unexpected::Other("an integer above the range"), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i64, E> {
        let number = match text.strip_prefix('-') {
            None => decimal(text).and_then(|number| i64::try_from(number).ok()),
            Some(digits) => decimal(digits)
                .filter(|number| *number > 0)
                .and_then(|number| 0i64.checked_sub_unsigned(number)),
        };
        number.ok_or_else(|| E::invalid_value(Unexpected::Other("a string"), &self))
    }
}

impl<'de> DeserializeAs<'de, u64> for Int {
    #[inline]
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        deserializer.deserialize_any(Unsigned)
    }
}

impl Visitor<'_> for IntOrEmpty {
    type Value = Option<u64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an unsigned integer, or one as a decimal string, or an empty string")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<u64>, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<u64>, E> {
        Ok(Some(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<u64>, E> {
        if text.is_empty() { Ok(None) } else { Unsigned.visit_str(text).map(Some) }
    }
}

impl<'de> DeserializeAs<'de, Option<u64>> for IntOrEmpty {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl SerializeAs<Option<u64>> for IntOrEmpty {
    fn serialize_as<S: Serializer>(number: &Option<u64>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_some(number)
    }
}

impl<'de> DeserializeAs<'de, i64> for SignedInt {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        deserializer.deserialize_any(Signed)
    }
}

impl SerializeAs<u64> for Int {
    fn serialize_as<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(*number)
    }
}

impl SerializeAs<i64> for SignedInt {
    fn serialize_as<S: Serializer>(number: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*number)
    }
}
