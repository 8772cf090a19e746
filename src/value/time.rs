//! Unix times in milliseconds and in seconds, with conversions to and from [`SystemTime`].

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize};

use crate::json::Unsigned;

/// The error for a time before 1970, or out of the range of the target type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the time is before 1970 or out of range")]
pub struct TimeError(());

macro_rules! unix_time {
    ($(#[doc = $doc:literal])* $name:ident, $from:path, $count:path) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(u64);

        impl $name {
            /// The time this many units after 1970-01-01T00:00:00Z.
            #[must_use]
            pub const fn new(since_epoch: u64) -> Self {
                Self(since_epoch)
            }

            /// The number of units since 1970-01-01T00:00:00Z.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }

            /// The time as a [`SystemTime`]; `None` if it is out of range.
            #[must_use]
            pub fn to_system_time(self) -> Option<SystemTime> {
                UNIX_EPOCH.checked_add($from(self.0))
            }
        }

        impl TryFrom<SystemTime> for $name {
            type Error = TimeError;

            /// Fractions of the unit are cut off.
            fn try_from(time: SystemTime) -> Result<Self, TimeError> {
                let since = time.duration_since(UNIX_EPOCH).map_err(|_| TimeError(()))?;
                u64::try_from($count(&since)).map(Self).map_err(|_| TimeError(()))
            }
        }

        impl TryFrom<i64> for $name {
            type Error = TimeError;

            fn try_from(since_epoch: i64) -> Result<Self, TimeError> {
                u64::try_from(since_epoch).map(Self).map_err(|_| TimeError(()))
            }
        }

        impl TryFrom<$name> for i64 {
            type Error = TimeError;

            fn try_from(time: $name) -> Result<Self, TimeError> {
                Self::try_from(time.0).map_err(|_| TimeError(()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Unsigned).map(Self)
            }
        }

        describe! { $name, stringify!($name), |generator| {
            let mut schema = generator.subschema_for::<crate::json::Int>();
            let description = $crate::describe::description(concat!($($doc, "\n"),*));
            schema.insert("description".to_owned(), description.into());
            schema
        } }
    };
}

unix_time! {
    /// Milliseconds since the Unix epoch: `EventTime`, except in `Push.*`.
    ///
    /// ```
    /// use tim_callback::value::UnixMillis;
    ///
    /// let quoted: UnixMillis = serde_json::from_str("\"1670574414123\"").unwrap();
    /// assert_eq!(quoted, UnixMillis::new(1_670_574_414_123));
    /// ```
    UnixMillis, Duration::from_millis, Duration::as_millis
}

unix_time! {
    /// Seconds since the Unix epoch: `MsgTime`, `RequestTime`, and every time of `Push.*`.
    UnixSeconds, Duration::from_secs, Duration::as_secs
}
