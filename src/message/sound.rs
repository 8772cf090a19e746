use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use super::texts::texts;
use crate::json::{As, Int, MapOnly};

/// A voice message, `TIMSoundElem`. Older clients omit fields.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SoundElem {
    /// The download address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The key of the resource.
    #[serde(rename = "UUID", skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
    /// The size in bytes.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// The length in seconds.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub second: Option<u64>,
    /// How to download the sound. Always 2: by `Url`.
    #[serde(
        default,
        rename = "Download_Flag",
        with = "As::<Option<Int>>",
        skip_serializing_if = "Option::is_none"
    )]
    pub download_flag: Option<u64>,
}

setters!(SoundElem {
    text {
        with_url => url,
        with_uuid => uuid,
    }
    value {
        with_size => size: u64,
        with_second => second: u64,
        with_download_flag => download_flag: u64,
    }
});

texts!(SoundElem {});

impl SoundElem {
    /// A voice message with no fields set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}
