//! Reading a [`Content`] as any type.

use std::borrow::Cow;
use std::vec;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::{Content, Entries, PathError};

/// The key that a map yields first: once the type of an element is known, its content is read in
/// place.
const FIRST: &str = "MsgType";

/// Shrinking a shorter list is not worth a call to the allocator.
const WORTH_SHRINKING: usize = 64;

/// Reads a [`Content`] by moving out of it. The order of an object's keys does not matter, so a map
/// yields `MsgType` first.
pub(crate) struct ContentDeserializer<'de>(pub(crate) Content<'de>);

/// The remaining items, last first. The memory of items already read is released on the way,
/// because the values read from them can be larger.
struct Items<'de> {
    items: Vec<Content<'de>>,
    index: usize,
}

impl<'de> Items<'de> {
    fn new(mut items: Vec<Content<'de>>) -> Self {
        items.reverse();
        Self { items, index: 0 }
    }

    fn next(&mut self) -> Option<Content<'de>> {
        let item = self.items.pop();
        if self.items.len() < self.items.capacity() / 2 && self.items.capacity() > WORTH_SHRINKING {
            self.items.shrink_to_fit();
        }
        item
    }
}

struct Map<'de> {
    entries: vec::IntoIter<(Cow<'de, str>, Content<'de>)>,
    value: Option<(Cow<'de, str>, Content<'de>)>,
}

impl<'de> Map<'de> {
    fn new(mut entries: Entries<'de>) -> Self {
        let first = entries.iter().position(|(key, _)| key == FIRST);
        if let Some(up_to_first) = first.and_then(|at| entries.get_mut(..=at)) {
            up_to_first.rotate_right(1);
        }
        Self { entries: entries.into_iter(), value: None }
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = PathError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, PathError> {
        let Some(item) = self.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        seed.deserialize(ContentDeserializer(item))
            .map(Some)
            .map_err(|error| error.under_index(index))
    }
}

impl<'de> MapAccess<'de> for Map<'de> {
    type Error = PathError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, PathError> {
        let Some((key, value)) = self.entries.next() else {
            return Ok(None);
        };
        let (key, _) = &*self.value.insert((key, value));
        seed.deserialize(StrDeserializer::<PathError>::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, PathError> {
        let Some((key, value)) = self.value.take() else {
            return Err(PathError::custom("a value was asked for before its key"));
        };
        seed.deserialize(ContentDeserializer(value)).map_err(|error| error.under_key(&key))
    }
}

impl<'de> Deserializer<'de> for ContentDeserializer<'de> {
    type Error = PathError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        match self.0 {
            Content::Null => visitor.visit_unit(),
            Content::Bool(value) => visitor.visit_bool(value),
            Content::Unsigned(value) => visitor.visit_u64(value),
            Content::Signed(value) => visitor.visit_i64(value),
            Content::Float(value) => visitor.visit_f64(value),
            Content::Text(Cow::Borrowed(value)) => visitor.visit_borrowed_str(value),
            Content::Text(Cow::Owned(value)) => visitor.visit_string(value),
            Content::Seq(items) => visitor.visit_seq(Items::new(items)),
            Content::Map(entries) => visitor.visit_map(Map::new(entries)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        match self.0 {
            Content::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, PathError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PathError> {
        // No wire type is an enum with a derived `Deserialize`.
        Err(PathError::invalid_type(Unexpected::Enum, &visitor))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
