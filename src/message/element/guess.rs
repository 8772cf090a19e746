//! Reading a content before its type is known, as the type that its first or second key announces.
//!
//! On the wire a content comes before its type, and buffering it costs as much as parsing it into a
//! `Value`. But keys are sorted, and the first two tell the types apart. If the crate decodes a body
//! itself, such a content is read at once. If the type then turns out to be another, the whole body is
//! decoded again without guessing, which alone determines what is an error.
//!
//! A `Deserialize` impl that a user calls has no body to decode again, so it must not guess. serde
//! cannot tell an impl who called it: a seed would rule out the derive for every request, and a
//! deserializer of our own would have to wrap each method of serde's traits. A thread-local flag does
//! it. It is set only while the crate decodes a request, and no code of a user's runs then.

use std::cell::Cell;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Error, MapAccess};

use super::{MsgElement, MsgType};
use crate::json::{Content, ContentDeserializer};

/// Whether contents may be guessed on this thread, and whether one was.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Off,
    Allowed,
    Made,
}

thread_local! {
    static STATE: Cell<State> = const { Cell::new(State::Off) };
}

/// Allows guessing on this thread until it is dropped.
pub(crate) struct Guessing(());

impl Guessing {
    #[inline]
    pub(crate) fn allow() -> Self {
        STATE.set(State::Allowed);
        Self(())
    }

    /// Ends guessing and returns whether a content was guessed.
    pub(crate) fn end(self) -> bool {
        let made = STATE.get() == State::Made;
        drop(self);
        made
    }
}

impl Drop for Guessing {
    #[inline]
    fn drop(&mut self) {
        STATE.set(State::Off);
    }
}

/// A key that announces the type of the content it is in.
#[derive(Clone, Copy)]
pub(super) struct Guess {
    key: &'static str,
    msg_type: MsgType,
}

macro_rules! announcing_keys {
    ($($first:pat => { $($msg_type:ident: $($key:literal)+;)+ })+) => {
        /// What a key announces, given the key before it.
        #[inline]
        fn announced(first: Option<&str>, key: &str) -> Option<Guess> {
            Some(match first {
                $($first => match key {
                    $($($key => Guess { key: $key, msg_type: MsgType::$msg_type },)+)+
                    _ => return None,
                },)+
                _ => return None,
            })
        }
    };
}

announcing_keys! {
    None => {
        Face: "Index";
        File: "FileName" "FileSize";
        Image: "ImageFormat" "ImageInfoArray";
        Location: "Latitude" "Longitude";
        Relay: "AbstractList" "JsonMsgKey" "MsgList" "MsgNum";
        Sound: "Second";
        Stream: "Chunks";
        VideoFile: "ThumbDownloadFlag" "ThumbFormat" "ThumbHeight" "ThumbSize" "ThumbUUID"
            "ThumbUrl" "ThumbWidth" "VideoDownloadFlag" "VideoFormat" "VideoSecond" "VideoSize"
            "VideoUUID" "VideoUrl";
    }
    Some("Data") => {
        Custom: "Desc" "Ext" "Sound";
        Face: "Index";
    }
    Some("Desc") => {
        Custom: "Ext" "Sound";
        Location: "Latitude" "Longitude";
    }
    Some("Download_Flag") => {
        File: "FileName" "FileSize";
        Sound: "Second";
    }
}

impl Guess {
    /// What a key announces, given the key before it, if guessing is allowed.
    #[inline]
    pub(super) fn by(first: Option<&str>, key: &str) -> Option<Self> {
        announced(first, key).filter(|_| STATE.get() != State::Off)
    }

    pub(super) fn key(self) -> &'static str {
        self.key
    }

    /// Reads the content whose announcing key was just read, and whose first entry before that, if
    /// any, was `first`.
    #[inline]
    pub(super) fn content<'de, A: MapAccess<'de>>(
        self,
        first: Option<(&'static str, Content<'de>)>,
        map: A,
    ) -> Result<Guessed, A::Error> {
        STATE.set(State::Made);
        let map = WithFirst { entry: first, value: None, key: Some(self.key), map };
        let element = self.msg_type.content_from(MapAccessDeserializer::new(map))?;
        Ok(Guessed { msg_type: self.msg_type, element })
    }
}

/// A content that was read as the type that its keys announced.
pub(super) struct Guessed {
    msg_type: MsgType,
    element: MsgElement,
}

impl Guessed {
    /// The element, if this is its type.
    #[inline]
    pub(super) fn checked(self, msg_type: Option<MsgType>) -> Option<MsgElement> {
        (msg_type == Some(self.msg_type)).then_some(self.element)
    }
}

/// A map of which an entry and the next key, or only a key, have already been read.
struct WithFirst<'de, A> {
    entry: Option<(&'static str, Content<'de>)>,
    value: Option<Content<'de>>,
    key: Option<&'static str>,
    map: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WithFirst<'de, A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let read = match self.entry.take() {
            Some((key, value)) => {
                self.value = Some(value);
                Some(key)
            }
            None => self.key.take(),
        };
        match read {
            Some(key) => seed.deserialize(StrDeserializer::new(key)).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            // The error is not reported: it only ends the guess.
            Some(value) => seed.deserialize(ContentDeserializer(value)).map_err(A::Error::custom),
            None => self.map.next_value_seed(seed),
        }
    }
}
