//! One element, decoded by its type alone, in either order of its two keys.

mod buffered;
mod decode;
mod guess;

#[cfg(feature = "schema")]
use schemars::{Schema, json_schema};
use serde::de::MapAccess;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::VariantArray as _;

use super::texts::Texts;
use super::{
    CustomElem, FaceElem, FileElem, ImageElem, LocationElem, RelayElem, SoundElem, StreamElem,
    TextElem, UnknownElem, VideoFileElem,
};

pub(crate) use guess::Guessing;

macro_rules! elements {
    ($($(#[$doc:meta])* $variant:ident($elem:ty) = $wire:literal,)+) => {
        /// A type of message element known to this version.
        ///
        /// It parses from its wire name, which is case-sensitive, and displays as that name.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash,
            strum::Display, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
        )]
        #[strum(parse_err_ty = MsgTypeError, parse_err_fn = MsgTypeError::of)]
        #[non_exhaustive]
        pub enum MsgType {
            $($(#[$doc])* #[strum(to_string = $wire)] $variant,)+
        }

        /// An element of a message.
        ///
        /// One of the ten known types, or an unknown one with its content as JSON. See the
        /// [module](super) for an example.
        ///
        /// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum MsgElement {
            $($(#[$doc])* $variant($elem),)+
            /// An element of a type unknown to this version.
            Unknown(UnknownElem),
        }

        impl MsgType {
            /// The keys that lead to the texts in a content of this type.
            pub(super) fn text_paths(self) -> &'static [&'static [&'static str]] {
                match self {
                    $(Self::$variant => <$elem as Texts>::PATHS,)+
                }
            }

            /// Reads the value of `MsgContent` as a content of this type.
            #[inline]
            fn content<'de, A: MapAccess<'de>>(self, map: &mut A) -> Result<MsgElement, A::Error> {
                match self {
                    $(Self::$variant => map.next_value().map(MsgElement::$variant),)+
                }
            }

            /// Reads a content of this type that is not the next value of a map.
            fn content_from<'de, D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<MsgElement, D::Error> {
                match self {
                    $(Self::$variant => {
                        Deserialize::deserialize(deserializer).map(MsgElement::$variant)
                    })+
                }
            }
        }

        impl MsgElement {
            /// The name of the element's type.
            #[must_use]
            pub fn msg_type(&self) -> &str {
                match self {
                    $(Self::$variant(_) => MsgType::$variant.name(),)+
                    Self::Unknown(unknown) => unknown.msg_type(),
                }
            }

            /// The texts of this element, without those of nested forwards.
            fn own_texts<'a>(&'a self, found: &mut Vec<&'a str>) {
                match self {
                    $(Self::$variant(content) => content.texts(found),)+
                    Self::Unknown(_) => {}
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

        describe! { MsgElement, "MsgElement", |generator| {
            described([$(($wire, generator.subschema_for::<$elem>())),+])
        } }
    };
}

elements! {
    /// A text, `TIMTextElem`.
    Text(TextElem) = "TIMTextElem",
    /// A location, `TIMLocationElem`.
    Location(LocationElem) = "TIMLocationElem",
    /// An emoji from the app's own set, `TIMFaceElem`.
    Face(FaceElem) = "TIMFaceElem",
    /// A custom element, `TIMCustomElem`.
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
    /// A message that arrives in pieces, `TIMStreamElem`.
    Stream(Box<StreamElem>) = "TIMStreamElem",
}

impl MsgType {
    /// Every known type.
    #[must_use]
    pub fn all() -> &'static [Self] {
        Self::VARIANTS
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The error for an element type unknown to this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown element type")]
pub struct MsgTypeError(());

impl MsgTypeError {
    fn of(_: &str) -> Self {
        Self(())
    }
}

impl From<UnknownElem> for MsgElement {
    fn from(element: UnknownElem) -> Self {
        Self::Unknown(element)
    }
}

/// Contents larger than a few words are boxed: most elements are texts, and a message moves faster
/// if every element is small.
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
        self.own_texts(found);
        if let Self::Relay(relay) = self {
            for msg in &relay.msg_list {
                msg.msg_body.collect_texts(found);
            }
        }
    }
}

/// The schema of an element, from the names of the known types and the schemas of their contents.
#[cfg(feature = "schema")]
fn described<const N: usize>(known: [(&str, Schema); N]) -> Schema {
    let names = known.each_ref().map(|(name, _)| (*name).to_owned()).to_vec();
    let element = |msg_type: Schema, content: Schema| {
        json_schema!({
            "type": "object",
            "properties": { "MsgType": msg_type, "MsgContent": content },
            "required": ["MsgType", "MsgContent"],
        })
    };
    let known = known.map(|(name, content)| element(json_schema!({ "const": name }), content));
    let unknown = json_schema!({ "type": "string", "not": { "enum": names } });
    let unknown = element(unknown, true.into());
    let either: Vec<_> = known.into_iter().chain([unknown]).collect();
    json_schema!({
        "description": "An element of a message: one of the known types, or another one.",
        "oneOf": either,
    })
}
