//! Messages: their elements, the text in them, and how to change them.
//!
//! A [`MsgBody`] is a list of [`MsgElement`]s. An element is decoded by its `MsgType` alone: a
//! known type with a malformed content is an error, never [`MsgElement::Unknown`].
//!
//! ```
//! use tim_callback::{MsgBody, MsgElement};
//!
//! let body: MsgBody = serde_json::from_str(
//!     r#"[{"MsgContent":{"Text":"red packet"},"MsgType":"TIMTextElem"}]"#,
//! ).unwrap();
//! assert!(matches!(&body[0], MsgElement::Text(text) if text.text == "red packet"));
//! assert_eq!(body.texts(), ["red packet"]);
//! ```

mod body;
mod custom;
mod element;
mod face;
mod file;
mod image;
mod location;
mod patch;
mod relay;
mod rewrite;
mod setters;
mod sound;
mod stream;
mod text;
mod texts;
pub mod tuikit;
mod unknown;
mod video_file;

pub use body::MsgBody;
pub use custom::{CustomElem, DataError};
pub(crate) use element::Guessing;
pub use element::{MsgElement, MsgType, MsgTypeError};
pub use face::FaceElem;
pub use file::FileElem;
pub use image::{ImageElem, ImageFormat, ImageInfo, ImageType};
pub use location::LocationElem;
pub use patch::{MsgPatch, PatchError};
pub use relay::{MAX_RELAY_DEPTH, RelayElem, RelayMsg};
pub use sound::SoundElem;
pub use stream::{StreamChunk, StreamElem};
pub use text::TextElem;
pub use unknown::UnknownElem;
pub use video_file::VideoFileElem;
