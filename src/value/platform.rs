//! Client platforms.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The kind of a [`Platform`], whatever its spelling.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(ascii_case_insensitive)]
#[strum(parse_err_ty = PlatformError, parse_err_fn = PlatformError::of)]
#[non_exhaustive]
pub enum PlatformKind {
    /// A server that used the REST API.
    #[strum(to_string = "RESTAPI")]
    RestApi,
    /// A browser.
    Web,
    /// Android.
    Android,
    /// iOS; also spelled `IOS` and `iOs`.
    #[strum(to_string = "iOS")]
    Ios,
    /// Windows.
    Windows,
    /// macOS; spelled `Mac`, and `macOS` on English pages.
    #[strum(to_string = "Mac", serialize = "macOS")]
    Mac,
    /// iPadOS; also spelled `IPad` in 2021.
    #[strum(to_string = "iPad")]
    Ipad,
    /// Linux; seen only among kicked devices.
    Linux,
    /// Unknown to the server; spelled `Unkown` on old pages.
    #[strum(to_string = "Unknown", serialize = "Unkown")]
    Unknown,
}

/// The error for the name of a platform that is not listed. [`Platform`] accepts any name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown platform")]
pub struct PlatformError(());

impl PlatformError {
    fn of(_: &str) -> Self {
        Self(())
    }
}

/// A client platform (`OptPlatform`, `Platform`).
///
/// Some platforms have several spellings on the wire. Two listed platforms are equal if they are of
/// the same kind, and two others if their text is equal. The spelling is kept and serialised as
/// received.
///
/// ```
/// use tim_callback::value::{Platform, PlatformKind};
///
/// let old = Platform::from("IOS");
/// assert_eq!(old, Platform::from("iOS"));
/// assert_eq!(old.kind(), Some(PlatformKind::Ios));
/// assert_eq!(old.as_str(), "IOS");
/// ```
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34354)
#[derive(Clone)]
pub struct Platform {
    kind: Option<PlatformKind>,
    spelling: Cow<'static, str>,
}

impl Platform {
    /// The kind, for matching; `None` for a platform that this version does not list.
    #[must_use]
    pub fn kind(&self) -> Option<PlatformKind> {
        self.kind
    }

    /// The spelling on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.spelling
    }
}

impl From<&str> for Platform {
    fn from(spelling: &str) -> Self {
        let kind = spelling.parse::<PlatformKind>().ok();
        let spelling = match kind.map(<&'static str>::from) {
            Some(usual) if usual == spelling => Cow::Borrowed(usual),
            _ => Cow::Owned(spelling.to_owned()),
        };
        Self { kind, spelling }
    }
}

impl From<String> for Platform {
    fn from(spelling: String) -> Self {
        Self::from(spelling.as_str())
    }
}

impl FromStr for Platform {
    type Err = Infallible;

    fn from_str(spelling: &str) -> Result<Self, Infallible> {
        Ok(spelling.into())
    }
}

impl AsRef<str> for Platform {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Platform {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && (self.kind.is_some() || self.spelling == other.spelling)
    }
}

impl Eq for Platform {}

impl Hash for Platform {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.kind.hash(state);
        if self.kind.is_none() {
            self.spelling.hash(state);
        }
    }
}

impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Platform({:?})", self.spelling)
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.spelling)
    }
}

impl Serialize for Platform {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.spelling)
    }
}

impl<'de> Deserialize<'de> for Platform {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(crate::json::FromText::new())
    }
}

describe! { Platform, "Platform", |_| {
    let known = <PlatformKind as strum::VariantArray>::VARIANTS;
    schemars::json_schema!({
        "description": "A client platform. Some platforms have several spellings.",
        "type": "string",
        "examples": known.iter().map(<&'static str>::from).collect::<Vec<_>>(),
    })
} }
