use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeOwned, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use crate::json::{canonical, rest_of_map};

/// A JSON object whose fields no page lists, or that depend on another field.
///
/// The object is serialised again: integers beyond 64 bits become the nearest `f64`, and a number
/// beyond `f64` is a decode error. The raw body has the text as received.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct JsonObject(Box<RawValue>);

impl JsonObject {
    /// The object as JSON.
    #[must_use]
    pub fn raw(&self) -> &RawValue {
        &self.0
    }

    /// A field of the object; `None` if it is absent or of another type.
    #[must_use]
    pub fn field<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let fields: HashMap<String, &RawValue> = serde_json::from_str(self.0.get()).ok()?;
        serde_json::from_str(fields.get(name)?.get()).ok()
    }
}

/// Two objects are equal if they differ at most in the order of keys.
impl PartialEq for JsonObject {
    fn eq(&self, other: &Self) -> bool {
        let sorted =
            |object: &Self| canonical(object.0.get(), &|_, value| Some(Cow::Borrowed(value)));
        self.0.get() == other.0.get() || sorted(self) == sorted(other)
    }
}

impl Eq for JsonObject {}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = JsonObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonObject, A::Error> {
                let object = rest_of_map(Vec::new(), &mut map)?;
                to_raw_value(&object).map(JsonObject).map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

describe! { JsonObject, "JsonObject", |_| schemars::json_schema!({
    "description": "An object whose fields no page lists, or that depend on another field.",
    "type": "object",
    "additionalProperties": true,
}) }
