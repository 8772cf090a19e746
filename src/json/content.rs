//! JSON that is buffered until its type is known, and then read without parsing the text again.
//!
//! It is needed for an element whose content comes before its type, and for the second decoding,
//! which finds where a body is wrong. Reading it moves out of it, so nothing is parsed or copied
//! twice, and no recursion limit is reset.

mod de;
mod path_error;

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_with::BorrowCow;
use serde_with::de::DeserializeAsWrap;

pub(crate) use de::ContentDeserializer;
pub(crate) use path_error::{ErrorKind, PathError};

/// Any JSON value. Objects keep the order of their keys, and duplicate keys. Keys and texts without
/// escapes are borrowed from the body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content<'de> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'de, str>),
    Seq(Vec<Content<'de>>),
    Map(Entries<'de>),
}

/// The entries of an object.
pub(crate) type Entries<'de> = Vec<(Cow<'de, str>, Content<'de>)>;

/// The methods of a visitor that buffers everything but strings and objects.
macro_rules! visit_as_content {
    ($wrap:expr) => {
        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok($wrap($crate::json::Content::Null))
        }

        fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Self::Value, E> {
            Ok($wrap($crate::json::Content::Bool(value)))
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
            Ok($wrap($crate::json::Content::Unsigned(value)))
        }

        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
            Ok($wrap($crate::json::Content::Signed(value)))
        }

        fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
            Ok($wrap($crate::json::Content::Float(value)))
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(
            self,
            mut seq: A,
        ) -> Result<Self::Value, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = seq.next_element()? {
                // Most nested lists are short, and each would pay for a first growth to four.
                if items.is_empty() {
                    items.reserve_exact(1);
                }
                items.push(item);
            }
            Ok($wrap($crate::json::Content::Seq(items)))
        }
    };
}

pub(crate) use visit_as_content;

/// Reads the remaining entries of an object and appends them to those already read.
pub(crate) fn rest_of_map<'de, A: MapAccess<'de>>(
    mut entries: Entries<'de>,
    map: &mut A,
) -> Result<Content<'de>, A::Error> {
    while let Some(key) = map.next_key::<DeserializeAsWrap<_, BorrowCow>>()? {
        if entries.is_empty() {
            entries.reserve_exact(1);
        }
        entries.push((key.into_inner(), map.next_value()?));
    }
    Ok(Content::Map(entries))
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    visit_as_content!(std::convert::identity);

    #[inline]
    fn visit_str<E: Error>(self, value: &str) -> Result<Content<'de>, E> {
        Ok(Content::Text(Cow::Owned(value.to_owned())))
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Content<'de>, E> {
        Ok(Content::Text(Cow::Borrowed(value)))
    }

    #[inline]
    fn visit_string<E: Error>(self, value: String) -> Result<Content<'de>, E> {
        Ok(Content::Text(Cow::Owned(value)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Content<'de>, A::Error> {
        rest_of_map(Vec::new(), &mut map)
    }
}

impl<'de> Deserialize<'de> for Content<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Signed(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Seq(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
