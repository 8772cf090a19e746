//! One element, decoded by its type alone, in either order of its two keys.

mod buffered;
mod decode;

use serde::de::MapAccess;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::{
    CustomElem, FaceElem, FileElem, ImageElem, LocationElem, RelayElem, SoundElem, StreamElem,
    TextElem, UnknownElem, VideoFileElem,
};
use crate::json::{ContentDeserializer, PathError};

macro_rules! elements {
    ($($(#[$doc:meta])* $variant:ident($elem:ty) = $wire:literal,)+) => {
        /// A type of element that this version knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum MsgType {
            $($(#[$doc])* $variant,)+
        }

        /// An element of a message. Doc 1047/33527.
        ///
        /// One of the ten known types, or an unknown one with its content as JSON. See the
        /// [module](super) for an example.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum MsgElement {
            $($(#[$doc])* $variant($elem),)+
            /// A type this version does not know.
            Unknown(UnknownElem),
        }

        impl MsgType {
            /// Every known type.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name on the wire; names are case-sensitive.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)+
                }
            }

            /// The type of this name, if this version knows it.
            #[must_use]
            #[deny(unreachable_patterns)]
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($wire => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Reads the value of `MsgContent` as this type's.
            #[inline]
            fn content<'de, A: MapAccess<'de>>(self, map: &mut A) -> Result<MsgElement, A::Error> {
                match self {
                    $(Self::$variant => map.next_value().map(MsgElement::$variant),)+
                }
            }

            /// Reads a content that was kept as this type's.
            fn buffered_content(self, kept: ContentDeserializer) -> Result<MsgElement, PathError> {
                match self {
                    $(Self::$variant => Deserialize::deserialize(kept).map(MsgElement::$variant),)+
                }
            }
        }

        impl MsgElement {
            /// The name of the element's type.
            #[must_use]
            pub fn msg_type(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $wire,)+
                    Self::Unknown(unknown) => unknown.msg_type(),
                }
            }

            fn serialize_content<S: SerializeStruct>(&self, element: &mut S) -> Result<(), S::Error> {
                match self {
                    $(Self::$variant(content) => element.serialize_field("MsgContent", content),)+
                    Self::Unknown(unknown) => element.serialize_field("MsgContent", unknown.content()),
                }
            }
        }

        $(impl From<$elem> for MsgElement {
            fn from(element: $elem) -> Self {
                Self::$variant(element)
            }
        })+
    };
}

elements! {
    /// A text, `TIMTextElem`.
    Text(TextElem) = "TIMTextElem",
    /// A place, `TIMLocationElem`.
    Location(LocationElem) = "TIMLocationElem",
    /// An emoji of the app's own set, `TIMFaceElem`.
    Face(FaceElem) = "TIMFaceElem",
    /// The app's own element, `TIMCustomElem`.
    Custom(Box<CustomElem>) = "TIMCustomElem",
    /// A voice message, `TIMSoundElem`.
    Sound(Box<SoundElem>) = "TIMSoundElem",
    /// An image, `TIMImageElem`.
    Image(Box<ImageElem>) = "TIMImageElem",
    /// A file, `TIMFileElem`.
    File(Box<FileElem>) = "TIMFileElem",
    /// A video, `TIMVideoFileElem`.
    VideoFile(Box<VideoFileElem>) = "TIMVideoFileElem",
    /// Forwarded messages, `TIMRelayElem`.
    Relay(Box<RelayElem>) = "TIMRelayElem",
    /// A message that arrives piece by piece, `TIMStreamElem`.
    Stream(Box<StreamElem>) = "TIMStreamElem",
}

impl From<UnknownElem> for MsgElement {
    fn from(element: UnknownElem) -> Self {
        Self::Unknown(element)
    }
}

/// Contents above a few words are boxed: most elements are texts, and a message moves faster when
/// every element is small.
macro_rules! from_unboxed {
    ($($variant:ident($elem:ident),)+) => {
        $(impl From<$elem> for MsgElement {
            fn from(element: $elem) -> Self {
                Self::$variant(Box::new(element))
            }
        })+
    };
}

from_unboxed! {
    Custom(CustomElem),
    Sound(SoundElem),
    Image(ImageElem),
    File(FileElem),
    VideoFile(VideoFileElem),
    Relay(RelayElem),
    Stream(StreamElem),
}

impl Serialize for MsgElement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut element = serializer.serialize_struct("MsgElement", 2)?;
        element.serialize_field("MsgType", self.msg_type())?;
        self.serialize_content(&mut element)?;
        element.end()
    }
}

impl MsgElement {
    pub(super) fn collect_texts<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Self::Text(text) => text.texts(found),
            Self::Location(location) => location.texts(found),
            Self::Custom(custom) => custom.texts(found),
            Self::File(file) => file.texts(found),
            Self::Relay(relay) => relay.texts(found),
            Self::Stream(stream) => stream.texts(found),
            Self::Face(_)
            | Self::Sound(_)
            | Self::Image(_)
            | Self::VideoFile(_)
            | Self::Unknown(_) => {}
        }
    }
}

impl MsgType {
    /// Where the texts of a content of this type are: what `collect_texts` finds in the typed
    /// element, as the keys that lead there. Lists on the way are walked through.
    pub(super) fn texts(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Text => TextElem::TEXTS,
            Self::Location => LocationElem::TEXTS,
            Self::Custom => CustomElem::TEXTS,
            Self::File => FileElem::TEXTS,
            Self::Relay => RelayElem::TEXTS,
            Self::Stream => StreamElem::TEXTS,
            Self::Face | Self::Sound | Self::Image | Self::VideoFile => &[],
        }
    }
}
