//! Lists whose entries may be empty objects.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// A field adapter for a list of structs without required fields.
///
/// Each `{}` in such a list is three bytes of the body but a whole struct in memory, and a list
/// that grows while it is read can occupy up to three times the size of its structs. So until the
/// length is known, an empty entry is kept as `None` and any other in a box.
pub(crate) struct Sparse;

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default + PartialEq> Visitor<'de> for Entries<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let empty = T::default();
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element::<T>()? {
            entries.push((entry != empty).then(|| Box::new(entry)));
        }
        Ok(entries.into_iter().map(|entry| entry.map_or_else(T::default, |entry| *entry)).collect())
    }
}

impl<'de, T: Deserialize<'de> + Default + PartialEq> DeserializeAs<'de, Vec<T>> for Sparse {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(Entries(PhantomData))
    }
}

impl<T: Serialize> SerializeAs<Vec<T>> for Sparse {
    fn serialize_as<S: Serializer>(list: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        list.serialize(serializer)
    }
}
