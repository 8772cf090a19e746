//! JSON objects only.
//!
//! serde's derive also reads a struct from an array, field by position, so an array would be
//! decoded by an accident of field order. In the derive list of every wire struct, `MapOnly!`
//! replaces `Deserialize`.

use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};

/// A deserializer that reads every type as a map.
pub(crate) struct MapOnlyDeserializer<D>(pub(crate) D);

struct MapOnlyVisitor<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for MapOnlyVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(map)
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for MapOnlyDeserializer<D> {
    type Error = D::Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(MapOnlyVisitor(visitor))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

/// Derives `Deserialize` that accepts only a JSON object.
///
/// serde's derive is applied to a private twin (`#[serde(remote)]`), because it leaves an inherent
/// `deserialize` on the struct it is applied to, and that one would read arrays.
macro_rules! MapOnly {
    ($($item:tt)*) => {
        $crate::json::map_only_and_checked! { Ok, $($item)* }
    };
}

/// Like [`MapOnly`], with a function that checks the value after it was read.
///
/// Only the documentation and the serde attributes of the struct are passed on to the twin, which
/// also describes it (feature `schema`).
macro_rules! map_only_and_checked {
    (@twin $check:expr, [$($kept:tt)*] #[serde($($serde:tt)*)] $($rest:tt)*) => {
        $crate::json::map_only_and_checked! {
            @twin $check, [$($kept)* #[serde($($serde)*)]] $($rest)*
        }
    };
    (@twin $check:expr, [$($kept:tt)*] #[doc = $doc:literal] $($rest:tt)*) => {
        $crate::json::map_only_and_checked! { @twin $check, [$($kept)* #[doc = $doc]] $($rest)* }
    };
    (@twin $check:expr, $kept:tt #[$($other:tt)*] $($rest:tt)*) => {
        $crate::json::map_only_and_checked! { @twin $check, $kept $($rest)* }
    };
    (@twin $check:expr, [$($kept:tt)*] $vis:vis struct $name:ident { $($fields:tt)* }) => {
        const _: () = {
            type Real = $name;

            #[derive(serde::Deserialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(remote = "Real")]
            $($kept)*
            #[allow(dead_code, reason = "the derive reads into the fields of `Real`")]
            struct Twin { $($fields)* }

            #[automatically_derived]
            impl<'de> serde::Deserialize<'de> for Real {
                #[inline]
                fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
                where
                    D: serde::Deserializer<'de>,
                {
                    Twin::deserialize($crate::json::MapOnlyDeserializer(deserializer))
                        .and_then($check)
                }
            }

            describe! { Real, $crate::describe::name(module_path!(), stringify!($name)), |generator| {
                $crate::describe::object(<Twin as schemars::JsonSchema>::json_schema(generator))
            } }
        };
    };
    ($check:expr, $($item:tt)*) => {
        $crate::json::map_only_and_checked! { @twin $check, [] $($item)* }
    };
}

pub(crate) use {MapOnly, map_only_and_checked};
