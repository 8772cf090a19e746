//! Identifiers. The server is the authority on their format, so decoding does not validate them.

use std::borrow::Borrow;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use crate::json::{Unsigned, decimal};

macro_rules! string_id {
    ($($(#[doc = $doc:literal])* $name:ident;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        describe! { $name, stringify!($name), |_| schemars::json_schema!({
            "description": $crate::describe::description(concat!($($doc, "\n"),*)),
            "type": "string",
        }) }

        impl $name {
            /// The id exactly as it is on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id as an owned string.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0.into_string()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into_boxed_str())
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(id: &str) -> Result<Self, Infallible> {
                Ok(id.into())
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }

        impl PartialEq<$name> for str {
            fn eq(&self, other: &$name) -> bool {
                *self == *other.0
            }
        }

        impl PartialEq<$name> for &str {
            fn eq(&self, other: &$name) -> bool {
                **self == *other.0
            }
        }
    )+};
}

string_id! {
    /// A `UserID`: an account of the app, a bot (`@RBT#…`), an official account (`@TOA#_…`), or
    /// `@TLS#NOT_FOUND` if a REST call named no sender.
    UserId;
    /// The id of a group: `@TGS#…`, `@TGS#_…` for a community, or an id chosen by the app, which
    /// may be all digits.
    GroupId;
    /// The id of a topic in a community: `<GroupId>@TOPIC#_…`.
    TopicId;
    /// The key of a one-to-one message, `<MsgSeq>_<MsgRandom>_<MsgTime>`; the recall API needs it.
    MsgKey;
    /// The id of a room of the Live and Room products, or of a call.
    RoomId;
    /// The id of a call.
    CallId;
    /// The id of a customer service session.
    SessionId;
    /// The id of a message on the client, `<digits>-<unix seconds>-<u32>`. Sent since February
    /// 2025.
    MsgId;
}

/// The `SDKAppID` that the console assigned to the app. Unlike every other id, it is a number.
///
/// ```
/// use tim_callback::SdkAppId;
///
/// let app: SdkAppId = "1400000000".parse()?;
/// assert_eq!(app, SdkAppId::new(1_400_000_000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SdkAppId(u64);

describe! { SdkAppId, "SdkAppId", |generator| {
    let mut schema = generator.subschema_for::<crate::json::Int>();
    schema.insert("description".to_owned(), "The app, a number that the console assigned.".into());
    schema
} }

impl SdkAppId {
    /// The app id with this number.
    #[must_use]
    pub const fn new(id: u64) -> Self {
        Self(id)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// The error for a string that is not an `SDKAppID`, which is a plain decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a plain decimal number")]
pub struct SdkAppIdError(());

impl FromStr for SdkAppId {
    type Err = SdkAppIdError;

    fn from_str(id: &str) -> Result<Self, SdkAppIdError> {
        decimal(id).map(Self).ok_or(SdkAppIdError(()))
    }
}

impl From<u64> for SdkAppId {
    fn from(id: u64) -> Self {
        Self(id)
    }
}

impl fmt::Display for SdkAppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for SdkAppId {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Unsigned).map(Self)
    }
}
