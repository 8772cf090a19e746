//! A content that comes before its type.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::guess::{Guess, Guessed};
use crate::json::{Content, rest_of_map, visit_as_content};

/// Most contents on the wire are a single text and come before their type. Such a text is stored
/// directly, and any other content is buffered.
///
/// A buffered content must be readable as a whole: a number beyond `f64` or a lone surrogate
/// is an error even in an unknown field. A content that comes after its type is only read in its
/// known fields.
///
/// Other contents are boxed, so that no more than the size of a text has to be moved.
pub(super) enum BufferedContent {
    Text(String),
    Content(Box<Content>),
}

/// The only key of a content that is stored directly.
const TEXT: &str = "Text";

impl BufferedContent {
    pub(super) fn into_content(self) -> Content {
        match self {
            Self::Text(text) => Content::Map(vec![(TEXT.to_owned(), Content::Text(text))]),
            Self::Content(content) => *content,
        }
    }
}

/// The value of the key `Text`: a string, or any other value.
enum TextValue {
    Text(String),
    Other(Box<Content>),
}

impl TextValue {
    fn other(content: Content) -> Self {
        Self::Other(Box::new(content))
    }

    fn into_content(self) -> Content {
        match self {
            Self::Text(text) => Content::Text(text),
            Self::Other(content) => *content,
        }
    }
}

struct TextValueVisitor;

impl<'de> Visitor<'de> for TextValueVisitor {
    type Value = TextValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    visit_as_content!(TextValue::other);

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<TextValue, E> {
        Ok(TextValue::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TextValue, A::Error> {
        rest_of_map(Vec::new(), &mut map).map(TextValue::other)
    }
}

impl<'de> Deserialize<'de> for TextValue {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextValueVisitor)
    }
}

enum Key {
    Text,
    Announcing(Guess),
    Other(String),
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(match key {
            TEXT => Key::Text,
            _ => Guess::by(key).map_or_else(|| Key::Other(key.to_owned()), Key::Announcing),
        })
    }
}

impl<'de> Deserialize<'de> for Key {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

impl Key {
    fn into_string(self) -> String {
        match self {
            Self::Text => TEXT.to_owned(),
            Self::Announcing(guess) => guess.key().to_owned(),
            Self::Other(key) => key,
        }
    }
}

/// A content that comes before its type: buffered, or read as the type that its first key announces.
pub(super) enum EarlyContent {
    Buffered(BufferedContent),
    Guessed(Guessed),
}

impl EarlyContent {
    fn kept(content: Content) -> Self {
        Self::Buffered(BufferedContent::Content(Box::new(content)))
    }
}

struct EarlyContentVisitor;

impl<'de> Visitor<'de> for EarlyContentVisitor {
    type Value = EarlyContent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of an element")
    }

    visit_as_content!(EarlyContent::kept);

    fn visit_str<E: Error>(self, value: &str) -> Result<EarlyContent, E> {
        Ok(EarlyContent::kept(Content::Text(value.to_owned())))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<EarlyContent, A::Error> {
        let (key, value) = match map.next_key::<Key>()? {
            None => return Ok(EarlyContent::kept(Content::Map(Vec::new()))),
            Some(Key::Announcing(guess)) => return guess.content(map).map(EarlyContent::Guessed),
            Some(Key::Other(key)) => (key, map.next_value()?),
            Some(Key::Text) => {
                let value: TextValue = map.next_value()?;
                match (value, map.next_key::<Key>()?) {
                    (TextValue::Text(text), None) => {
                        return Ok(EarlyContent::Buffered(BufferedContent::Text(text)));
                    }
                    (value, None) => (TEXT.to_owned(), value.into_content()),
                    (value, Some(next)) => {
                        let first = (TEXT.to_owned(), value.into_content());
                        let second = (next.into_string(), map.next_value()?);
                        return rest_of_map(vec![first, second], &mut map).map(EarlyContent::kept);
                    }
                }
            }
        };
        rest_of_map(vec![(key, value)], &mut map).map(EarlyContent::kept)
    }
}

impl<'de> Deserialize<'de> for EarlyContent {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EarlyContentVisitor)
    }
}
