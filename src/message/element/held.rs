//! A content whose type is not known yet.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use crate::wire::{Piece, rest_of_map, visit_as_piece};

/// On the wire most contents are a single text, and they come before their type: one of those is
/// taken as it is, anything else is kept in pieces.
///
/// All of a held content has to be readable, its unknown fields too: a number beyond `f64` or half
/// a surrogate pair in one of them is an error here, while a content behind its type is read by
/// its known fields alone.
///
/// Pieces are boxed so that the text's own layout is all that moves.
pub(super) enum Held {
    Text(String),
    Piece(Box<Piece>),
}

/// The one key of the content that is taken directly.
const TEXT: &str = "Text";

impl Held {
    fn kept(piece: Piece) -> Self {
        Self::Piece(Box::new(piece))
    }

    pub(super) fn into_piece(self) -> Piece {
        match self {
            Self::Text(text) => Piece::Map(vec![(TEXT.to_owned(), Piece::Text(text))]),
            Self::Piece(piece) => *piece,
        }
    }
}

/// The value of the key `Text`: a string, or what there is instead.
enum TextValue {
    Text(String),
    Other(Box<Piece>),
}

impl TextValue {
    fn other(piece: Piece) -> Self {
        Self::Other(Box::new(piece))
    }

    fn into_piece(self) -> Piece {
        match self {
            Self::Text(text) => Piece::Text(text),
            Self::Other(piece) => *piece,
        }
    }
}

struct TextValueVisitor;

impl<'de> Visitor<'de> for TextValueVisitor {
    type Value = TextValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    visit_as_piece!(TextValue::other);

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

struct HeldVisitor;

impl<'de> Visitor<'de> for HeldVisitor {
    type Value = Held;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of an element")
    }

    visit_as_piece!(Held::kept);

    fn visit_str<E: Error>(self, value: &str) -> Result<Held, E> {
        Ok(Held::kept(Piece::Text(value.to_owned())))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Held, A::Error> {
        let (key, value) = match map.next_key::<Key>()? {
            None => return Ok(Held::kept(Piece::Map(Vec::new()))),
            Some(Key(Some(key))) => (key, map.next_value()?),
            Some(Key(None)) => {
                let value: TextValue = map.next_value()?;
                match (value, map.next_key::<Key>()?) {
                    (TextValue::Text(text), None) => return Ok(Held::Text(text)),
                    (value, None) => (TEXT.to_owned(), value.into_piece()),
                    (value, Some(next)) => {
                        let first = (TEXT.to_owned(), value.into_piece());
                        let second = (next.into_string(), map.next_value()?);
                        return rest_of_map(vec![first, second], &mut map).map(Held::kept);
                    }
                }
            }
        };
        rest_of_map(vec![(key, value)], &mut map).map(Held::kept)
    }
}

impl<'de> Deserialize<'de> for Held {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HeldVisitor)
    }
}
