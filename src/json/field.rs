//! The functions that `#[serde(with = …)]` and `#[serde(deserialize_with = …)]` name.

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serializer};
use serde_with::{DefaultOnNull, DeserializeAs, Same, SerializeAs};

/// A field that is read and written by an adapter.
///
/// `serde_with::As` would do, but `schemars` takes what follows `with` as the type that describes the
/// field, and only a type of this crate can do that.
pub(crate) struct As<A>(PhantomData<A>);

impl<A> As<A> {
    #[inline]
    pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        A: DeserializeAs<'de, T>,
        D: Deserializer<'de>,
    {
        A::deserialize_as(deserializer)
    }

    pub(crate) fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
    where
        A: SerializeAs<T>,
        S: Serializer,
    {
        A::serialize_as(value, serializer)
    }
}

/// A field adapter that reads `null` as the default, and everything else with another adapter.
pub(crate) struct NullAsDefault<A>(PhantomData<A>);

impl<'de, T: Default, A: DeserializeAs<'de, T>> DeserializeAs<'de, T> for NullAsDefault<A> {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        DefaultOnNull::<A>::deserialize_as(deserializer)
    }
}

impl<T, A: SerializeAs<T>> SerializeAs<T> for NullAsDefault<A> {
    fn serialize_as<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        A::serialize_as(value, serializer)
    }
}

/// Reads `null` as the default, an empty list.
#[inline]
pub(crate) fn null_as_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    DefaultOnNull::<Same>::deserialize_as(deserializer)
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator};

    use super::{As, NullAsDefault};

    /// A field is described by its adapter. Fields that may be absent may be `null` too.
    macro_rules! described_by_adapter {
        ($($field:ident)+) => {$(
            impl<A: JsonSchema> JsonSchema for $field<A> {
                fn inline_schema() -> bool {
                    A::inline_schema()
                }

                fn schema_name() -> Cow<'static, str> {
                    A::schema_name()
                }

                fn schema_id() -> Cow<'static, str> {
                    A::schema_id()
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    A::json_schema(generator)
                }
            }
        )+};
    }

    described_by_adapter!(As NullAsDefault);
}
