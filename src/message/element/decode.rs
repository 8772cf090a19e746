//! Decoding an element by hand: `MsgType` alone determines what it is.

use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::buffered::{EarlyContent, with_text};
use super::{MsgElement, MsgType};
use crate::json::{Content, ContentDeserializer};
use crate::message::{TextElem, UnknownElem};

const TYPE: &str = "MsgType";
const CONTENT: &str = "MsgContent";
const TYPE_NAME: &str = "the name of an element type";

enum Key {
    Type,
    Content,
    Other,
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key of an element")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(match key {
            TYPE => Key::Type,
            CONTENT => Key::Content,
            _ => Key::Other,
        })
    }
}

impl<'de> Deserialize<'de> for Key {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

enum Kind {
    Known(MsgType),
    Unknown(String),
}

struct KindVisitor;

impl Visitor<'_> for KindVisitor {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(TYPE_NAME)
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Kind, E> {
        Ok(name.parse().map_or_else(|_| Kind::Unknown(name.to_owned()), Kind::Known))
    }
}

impl<'de> Deserialize<'de> for Kind {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KindVisitor)
    }
}

impl Kind {
    #[inline]
    fn content<'de, A: MapAccess<'de>>(self, map: &mut A) -> Result<MsgElement, A::Error> {
        match self {
            Self::Known(known) => known.content(map),
            Self::Unknown(name) => unknown(&name, &map.next_value()?),
        }
    }
}

/// Reads the type that follows its content, which completes the element.
impl<'de> DeserializeSeed<'de> for EarlyContent<'de> {
    type Value = MsgElement;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<MsgElement, D::Error> {
        deserializer.deserialize_str(EarlyContentVisitor(self))
    }
}

struct EarlyContentVisitor<'de>(EarlyContent<'de>);

impl<'de> Visitor<'de> for EarlyContentVisitor<'de> {
    type Value = MsgElement;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(TYPE_NAME)
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<MsgElement, E> {
        let msg_type = name.parse().ok();
        let content = match self.0 {
            EarlyContent::Text(text) if msg_type == Some(MsgType::Text) => {
                return Ok(TextElem { text }.into());
            }
            EarlyContent::Guessed(guessed) => {
                let element = guessed.checked(msg_type);
                return element.ok_or_else(|| E::custom("a content of the type that was guessed"));
            }
            EarlyContent::Text(text) => with_text(text),
            EarlyContent::Buffered(content) => *content,
        };
        match msg_type {
            Some(known) => known
                .content_from(ContentDeserializer(content))
                .map_err(|error| E::custom(error.under_key(CONTENT))),
            None => unknown(name, &content),
        }
    }
}

fn unknown<E: Error>(name: &str, content: &Content<'_>) -> Result<MsgElement, E> {
    UnknownElem::from_content(name.to_owned(), content)
        .map(MsgElement::Unknown)
        .map_err(|_| E::custom("a content that can be written as JSON"))
}

/// The next of the two keys that matter. Others are skipped.
#[inline]
fn next_key<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Key>, A::Error> {
    loop {
        match map.next_key()? {
            Some(Key::Other) => {
                map.next_value::<IgnoredAny>()?;
            }
            key => return Ok(key),
        }
    }
}

struct ElementVisitor;

impl<'de> Visitor<'de> for ElementVisitor {
    type Value = MsgElement;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message element: an object with MsgType and MsgContent")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MsgElement, A::Error> {
        let element = match next_key(&mut map)? {
            Some(Key::Type) => {
                let kind: Kind = map.next_value()?;
                match next_key(&mut map)? {
                    Some(Key::Content) => kind.content(&mut map)?,
                    Some(_) => return Err(A::Error::duplicate_field(TYPE)),
                    None => return Err(A::Error::missing_field(CONTENT)),
                }
            }
            Some(_) => {
                let content: EarlyContent<'_> = map.next_value()?;
                match next_key(&mut map)? {
                    Some(Key::Type) => map.next_value_seed(content)?,
                    Some(_) => return Err(A::Error::duplicate_field(CONTENT)),
                    None => return Err(A::Error::missing_field(TYPE)),
                }
            }
            None => return Err(A::Error::missing_field(TYPE)),
        };
        match next_key(&mut map)? {
            None => Ok(element),
            Some(Key::Type) => Err(A::Error::duplicate_field(TYPE)),
            Some(_) => Err(A::Error::duplicate_field(CONTENT)),
        }
    }
}

impl<'de> Deserialize<'de> for MsgElement {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ElementVisitor)
    }
}
