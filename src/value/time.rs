//! Points in time as the wire counts them, with conversions to and from [`SystemTime`].

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize};

use crate::wire::Unsigned;

/// A [`SystemTime`] before 1970 or too far ahead to be counted in the unit of the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the time is before 1970 or out of range: give a time after the Unix epoch")]
pub struct TimeOutOfRange;

macro_rules! unix_time {
    ($(#[$doc:meta])* $name:ident, $from:path, $count:path) => {
        $(#[$doc])*
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

            /// The time as a [`SystemTime`]; `None` when it is further ahead than one can hold.
            #[must_use]
            pub fn to_system_time(self) -> Option<SystemTime> {
                UNIX_EPOCH.checked_add($from(self.0))
            }
        }

        impl TryFrom<SystemTime> for $name {
            type Error = TimeOutOfRange;

            /// Fractions of the unit are cut off.
            fn try_from(time: SystemTime) -> Result<Self, TimeOutOfRange> {
                let since = time.duration_since(UNIX_EPOCH).map_err(|_| TimeOutOfRange)?;
                u64::try_from($count(&since)).map(Self).map_err(|_| TimeOutOfRange)
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
    };
}

unix_time! {
    /// Milliseconds since the Unix epoch: `EventTime` of everything but `Push.*`.
    ///
    /// ```
    /// use tim_callback::UnixMillis;
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
