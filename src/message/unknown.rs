use serde_json::value::{RawValue, to_raw_value};

use super::MsgType;
use crate::json::Content;

/// An element of a type unknown to this version, with its content as JSON.
///
/// The content is serialised again: integers beyond 64 bits become the nearest `f64`, and a number
/// beyond `f64` is a decode error. The raw body has the text as received, and a
/// [`MsgPatch`](super::MsgPatch) sends exactly that text back.
#[derive(Debug, Clone)]
pub struct UnknownElem {
    msg_type: String,
    content: Box<RawValue>,
}

impl UnknownElem {
    /// An element of an unknown type; `None` if this version knows the type.
    #[must_use]
    pub fn new(msg_type: impl Into<String>, content: Box<RawValue>) -> Option<Self> {
        let msg_type = msg_type.into();
        msg_type.parse::<MsgType>().is_err().then_some(Self { msg_type, content })
    }

    pub(super) fn from_content(
        msg_type: String,
        content: &Content<'_>,
    ) -> serde_json::Result<Self> {
        Ok(Self { msg_type, content: to_raw_value(content)? })
    }

    /// The type's name.
    #[must_use]
    pub fn msg_type(&self) -> &str {
        &self.msg_type
    }

    /// The content, any JSON value.
    #[must_use]
    pub fn content(&self) -> &RawValue {
        &self.content
    }
}

impl PartialEq for UnknownElem {
    fn eq(&self, other: &Self) -> bool {
        self.msg_type == other.msg_type && self.content.get() == other.content.get()
    }
}
