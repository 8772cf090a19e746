use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use super::texts::texts;
use crate::json::{As, Int, MapOnly, Sparse};
use crate::value::number::open_number;

open_number! {
    /// The file format of an image (`ImageFormat`).
    ImageFormat {
        /// JPG.
        JPG = 1,
        /// GIF.
        GIF = 2,
        /// PNG.
        PNG = 3,
        /// BMP.
        BMP = 4,
        /// Any other format.
        OTHER = 255,
    }
}

open_number! {
    /// One of the sizes of an image (`Type`).
    ImageType {
        /// The image as it was sent.
        ORIGINAL = 1,
        /// A large version.
        LARGE = 2,
        /// A thumbnail.
        THUMBNAIL = 3,
    }
}

/// An image in several sizes, `TIMImageElem`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ImageElem {
    /// The key of the resource.
    #[serde(rename = "UUID", skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
    /// The file format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_format: Option<ImageFormat>,
    /// The sizes, usually three.
    #[serde(deserialize_with = "As::<Sparse>::deserialize")]
    pub image_info_array: Vec<ImageInfo>,
}

/// One size of an [`ImageElem`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ImageInfo {
    /// Which size this is (`Type`).
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub image_type: Option<ImageType>,
    /// The size in bytes.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// The width in pixels. May be 0.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub width: Option<u64>,
    /// The height in pixels. May be 0.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub height: Option<u64>,
    /// The download address. Spelled `URL` here, and `Url` in sounds and files.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

setters!(ImageElem {
    text {
        with_uuid => uuid,
    }
    value {
        with_image_format => image_format: ImageFormat,
    }
});

setters!(ImageInfo {
    text {
        with_url => url,
    }
    value {
        with_image_type => image_type: ImageType,
        with_size => size: u64,
        with_width => width: u64,
        with_height => height: u64,
    }
});

texts!(ImageElem {});

impl ImageElem {
    /// An image in these sizes.
    #[must_use]
    pub fn new(image_info_array: Vec<ImageInfo>) -> Self {
        Self { uuid: None, image_format: None, image_info_array }
    }
}

impl ImageInfo {
    /// A size with no fields set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}
