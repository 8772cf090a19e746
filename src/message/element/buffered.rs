//! A content that comes before its type.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

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
    fn kept(content: Content) -> Self {
        Self::Content(Box::new(content))
    }

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

struct Key(Option<String>);

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(Key((key != TEXT).then(|| key.to_owned())))
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
        self.0.unwrap_or_else(|| TEXT.to_owned())
    }
}

struct BufferedContentVisitor;

impl<'de> Visitor<'de> for BufferedContentVisitor {
    type Value = BufferedContent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of an element")
    }

    visit_as_content!(BufferedContent::kept);

    fn visit_str<E: Error>(self, value: &str) -> Result<BufferedContent, E> {
        Ok(BufferedContent::kept(Content::Text(value.to_owned())))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<BufferedContent, A::Error> {
        let (key, value) = match map.next_key::<Key>()? {
            None => return Ok(BufferedContent::kept(Content::Map(Vec::new()))),
            Some(Key(Some(key))) => (key, map.next_value()?),
            Some(Key(None)) => {
                let value: TextValue = map.next_value()?;
                match (value, map.next_key::<Key>()?) {
                    (TextValue::Text(text), None) => return Ok(BufferedContent::Text(text)),
                    (value, None) => (TEXT.to_owned(), value.into_content()),
                    (value, Some(next)) => {
                        let first = (TEXT.to_owned(), value.into_content());
                        let second = (next.into_string(), map.next_value()?);
                        return rest_of_map(vec![first, second], &mut map)
                            .map(BufferedContent::kept);
                    }
                }
            }
        };
        rest_of_map(vec![(key, value)], &mut map).map(BufferedContent::kept)
    }
}

impl<'de> Deserialize<'de> for BufferedContent {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BufferedContentVisitor)
    }
}
