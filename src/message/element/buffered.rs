//! A content that comes before its type.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::guess::{Guess, Guessed};
use crate::json::{Content, rest_of_map, visit_as_content};

/// The only key of a content whose text is stored directly.
const TEXT: &str = "Text";

/// The content with this text alone.
pub(super) fn with_text(text: String) -> Content<'static> {
    Content::Map(vec![(TEXT.into(), Content::Text(text.into()))])
}

/// The value of a key that is held: mostly a string.
enum HeldValue<'de> {
    Text(String),
    Other(Box<Content<'de>>),
}

impl<'de> HeldValue<'de> {
    fn other(content: Content<'de>) -> Self {
        Self::Other(Box::new(content))
    }

    fn into_content(self) -> Content<'de> {
        match self {
            Self::Text(text) => Content::Text(text.into()),
            Self::Other(content) => *content,
        }
    }
}

struct HeldValueVisitor;

impl<'de> Visitor<'de> for HeldValueVisitor {
    type Value = HeldValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    visit_as_content!(HeldValue::other);

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<HeldValue<'de>, E> {
        Ok(HeldValue::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<HeldValue<'de>, A::Error> {
        rest_of_map(Vec::new(), &mut map).map(HeldValue::other)
    }
}

impl<'de> Deserialize<'de> for HeldValue<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HeldValueVisitor)
    }
}

/// The first keys of contents whose type depends on the next key, if there is one.
const HELD: [&str; 4] = [TEXT, "Data", "Desc", "Download_Flag"];

enum Key<'de> {
    Held(&'static str),
    Announcing(Guess),
    Other(Cow<'de, str>),
}

impl<'de> Key<'de> {
    fn into_text(self) -> Cow<'de, str> {
        match self {
            Self::Held(key) => key.into(),
            Self::Announcing(guess) => guess.key().into(),
            Self::Other(key) => key,
        }
    }
}

/// Reads a key that is the first one, or comes after the one that is held.
struct KeyAfter(Option<&'static str>);

impl KeyAfter {
    /// What the key is, if that is known.
    #[inline]
    fn find<'de>(self, key: &str) -> Option<Key<'de>> {
        match HELD.into_iter().find(|held| self.0.is_none() && *held == key) {
            Some(held) => Some(Key::Held(held)),
            None => Guess::by(self.0, key).map(Key::Announcing),
        }
    }
}

impl<'de> Visitor<'de> for KeyAfter {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(self.find(key).unwrap_or_else(|| Key::Other(key.to_owned().into())))
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(self.find(key).unwrap_or(Key::Other(key.into())))
    }
}

impl<'de> DeserializeSeed<'de> for KeyAfter {
    type Value = Key<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

/// A content that comes before its type.
///
/// Most contents on the wire are a single text, which is stored directly. Any other is read as the
/// type that its keys announce, or else buffered. Both are boxed, so that no more than the size of a
/// text has to be moved.
///
/// A buffered content must be readable as a whole: a number beyond `f64` or a lone surrogate is an
/// error even in an unknown field. A content that comes after its type is only read in its known
/// fields.
pub(super) enum EarlyContent<'de> {
    Text(String),
    Guessed(Box<Guessed>),
    Buffered(Box<Content<'de>>),
}

impl<'de> EarlyContent<'de> {
    fn buffered(content: Content<'de>) -> Self {
        Self::Buffered(Box::new(content))
    }

    fn guessed(guessed: Guessed) -> Self {
        Self::Guessed(Box::new(guessed))
    }
}

struct EarlyContentVisitor;

impl<'de> Visitor<'de> for EarlyContentVisitor {
    type Value = EarlyContent<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of an element")
    }

    visit_as_content!(EarlyContent::buffered);

    fn visit_str<E: Error>(self, value: &str) -> Result<EarlyContent<'de>, E> {
        Ok(Self::Value::buffered(Content::Text(value.to_owned().into())))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<EarlyContent<'de>, A::Error> {
        let first = match map.next_key_seed(KeyAfter(None))? {
            None => return Ok(Self::Value::buffered(Content::Map(Vec::new()))),
            Some(Key::Announcing(guess)) => {
                return guess.content(None, map).map(Self::Value::guessed);
            }
            Some(Key::Other(key)) => (key, map.next_value()?),
            Some(Key::Held(held)) => {
                let value: HeldValue = map.next_value()?;
                match (value, map.next_key_seed(KeyAfter(Some(held)))?) {
                    (HeldValue::Text(text), None) if held == TEXT => {
                        return Ok(EarlyContent::Text(text));
                    }
                    (value, None) => (held.into(), value.into_content()),
                    (value, Some(Key::Announcing(guess))) => {
                        let first = (held, value.into_content());
                        return guess.content(Some(first), map).map(Self::Value::guessed);
                    }
                    (value, Some(next)) => {
                        let first = (held.into(), value.into_content());
                        let second = (next.into_text(), map.next_value()?);
                        let entries = vec![first, second];
                        return rest_of_map(entries, &mut map).map(Self::Value::buffered);
                    }
                }
            }
        };
        rest_of_map(vec![first], &mut map).map(Self::Value::buffered)
    }
}

impl<'de> Deserialize<'de> for EarlyContent<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EarlyContentVisitor)
    }
}
