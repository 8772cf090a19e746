use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use super::texts::texts;
use crate::json::{As, Int, MapOnly};

/// A video with its thumbnail, `TIMVideoFileElem`. Older clients omit fields.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct VideoFileElem {
    /// The download address of the video.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_url: Option<String>,
    /// The key of the video.
    #[serde(rename = "VideoUUID", skip_serializing_if = "Option::is_none")]
    pub video_uuid: Option<String>,
    /// The size in bytes.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub video_size: Option<u64>,
    /// The length in seconds. 0 from Web clients.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub video_second: Option<u64>,
    /// The format of the video, such as `mp4`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_format: Option<String>,
    /// How to download the video. Always 2: by `VideoUrl`. The wire name has no underscore, unlike
    /// that of a file.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub video_download_flag: Option<u64>,
    /// The download address of the thumbnail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumb_url: Option<String>,
    /// The key of the thumbnail.
    #[serde(rename = "ThumbUUID", skip_serializing_if = "Option::is_none")]
    pub thumb_uuid: Option<String>,
    /// The size in bytes.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub thumb_size: Option<u64>,
    /// The width in pixels.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub thumb_width: Option<u64>,
    /// The height in pixels.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub thumb_height: Option<u64>,
    /// The format of the thumbnail, such as `JPG` or `BMP`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumb_format: Option<String>,
    /// How to download the thumbnail. Always 2: by `ThumbUrl`.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub thumb_download_flag: Option<u64>,
}

setters!(VideoFileElem {
    text {
        with_video_url => video_url,
        with_video_uuid => video_uuid,
        with_video_format => video_format,
        with_thumb_url => thumb_url,
        with_thumb_uuid => thumb_uuid,
        with_thumb_format => thumb_format,
    }
    value {
        with_video_size => video_size: u64,
        with_video_second => video_second: u64,
        with_video_download_flag => video_download_flag: u64,
        with_thumb_size => thumb_size: u64,
        with_thumb_width => thumb_width: u64,
        with_thumb_height => thumb_height: u64,
        with_thumb_download_flag => thumb_download_flag: u64,
    }
});

texts!(VideoFileElem {});

impl VideoFileElem {
    /// A video with no fields set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}
