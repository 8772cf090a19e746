use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};

/// The value of a profile field, as received: a string or an integer.
///
/// A quoted number stays a string; the tag determines whether it is a number.
///
/// ```
/// use tim_callback::callbacks::profile::ProfileValue;
///
/// let birthday: ProfileValue = serde_json::from_str("19900412").unwrap();
/// assert_eq!(birthday.as_u64(), Some(19900412));
/// let nick: ProfileValue = serde_json::from_str("\"1990\"").unwrap();
/// assert_eq!(nick, ProfileValue::Text("1990".to_owned()));
/// assert!(serde_json::from_str::<ProfileValue>("1.5").is_err());
/// ```
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/48733)
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProfileValue {
    /// A string.
    Text(String),
    /// An integer that is not negative.
    Unsigned(u64),
    /// A negative integer. Only custom fields may have one.
    Signed(i64),
}

impl ProfileValue {
    /// The string. `None` for an integer.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Unsigned(_) | Self::Signed(_) => None,
        }
    }

    /// The integer. `None` for a string or a negative integer.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Unsigned(number) => Some(*number),
            Self::Text(_) | Self::Signed(_) => None,
        }
    }
}

impl Serialize for ProfileValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Signed(number) => serializer.serialize_i64(*number),
        }
    }
}

struct ProfileValueVisitor;

impl Visitor<'_> for ProfileValueVisitor {
    type Value = ProfileValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or an integer")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ProfileValue, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<ProfileValue, E> {
        Ok(ProfileValue::Text(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<ProfileValue, E> {
        Ok(ProfileValue::Unsigned(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<ProfileValue, E> {
        Ok(u64::try_from(number).map_or(ProfileValue::Signed(number), ProfileValue::Unsigned))
    }
}

impl<'de> Deserialize<'de> for ProfileValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ProfileValueVisitor)
    }
}

describe! { ProfileValue, "ProfileValue", |_| schemars::json_schema!({
    "description": "The value of a profile field. The tag determines whether it is a number.",
    "type": ["string", "integer"],
    "minimum": i64::MIN,
    "maximum": u64::MAX,
}) }
