use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use super::texts::texts;
use crate::json::{As, Int, MapOnly};

/// A file, `TIMFileElem`. Older clients omit fields.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct FileElem {
    /// The download address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The key of the resource.
    #[serde(rename = "UUID", skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
    /// The size in bytes.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub file_size: Option<u64>,
    /// The name that clients show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// How to download the file. Always 2: by `Url`.
    #[serde(
        default,
        rename = "Download_Flag",
        with = "As::<Option<Int>>",
        skip_serializing_if = "Option::is_none"
    )]
    pub download_flag: Option<u64>,
}

setters!(FileElem {
    text {
        with_url => url,
        with_uuid => uuid,
        with_file_name => file_name,
    }
    value {
        with_file_size => file_size: u64,
        with_download_flag => download_flag: u64,
    }
});

texts!(FileElem {
    ["FileName"] => |elem, found| found.extend(elem.file_name.as_deref()),
});

impl FileElem {
    /// A file with no fields set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}
