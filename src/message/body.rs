use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::MsgElement;

/// The elements of a message, in order (`MsgBody`).
///
/// Dereferences to a slice of [`MsgElement`]. It serialises as the REST API accepts it
/// (`send_group_msg`, `sendmsg`):
///
/// ```
/// use tim_callback::MsgBody;
/// use tim_callback::message::TextElem;
///
/// let notice: MsgBody = [TextElem::new("Please stay on topic.")].into_iter().collect();
/// let request = serde_json::json!({"GroupId": "@TGS#1", "Random": 7, "MsgBody": notice});
/// assert_eq!(request["MsgBody"][0]["MsgContent"]["Text"], "Please stay on topic.");
/// ```
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MsgBody(Vec<MsgElement>);

impl MsgBody {
    /// A message of these elements.
    #[must_use]
    pub fn new(elements: Vec<MsgElement>) -> Self {
        Self(elements)
    }

    /// All the texts that a reader of the message may see, including those of nested forwards.
    ///
    /// These are the text of text elements; the description of locations; the push text (`Desc`) of
    /// custom elements; the names of files; title, digest lines and fallback text of forwards;
    /// markdown and fallback text of streams. [`CustomElem::data`](super::CustomElem::data) is not
    /// among them, because only the app knows which parts of it are shown.
    ///
    /// [`MsgPatch::redact`](super::MsgPatch::redact) changes exactly these texts.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect_texts(&mut found);
        found
    }

    pub(super) fn collect_texts<'a>(&'a self, found: &mut Vec<&'a str>) {
        for element in &self.0 {
            element.collect_texts(found);
        }
    }

    /// The elements as an owned list.
    #[must_use]
    pub fn into_vec(self) -> Vec<MsgElement> {
        self.0
    }
}

impl Deref for MsgBody {
    type Target = [MsgElement];

    fn deref(&self) -> &[MsgElement] {
        &self.0
    }
}

impl fmt::Debug for MsgBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<Vec<MsgElement>> for MsgBody {
    fn from(elements: Vec<MsgElement>) -> Self {
        Self(elements)
    }
}

impl<T: Into<MsgElement>> FromIterator<T> for MsgBody {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().map(Into::into).collect())
    }
}

impl IntoIterator for MsgBody {
    type Item = MsgElement;
    type IntoIter = std::vec::IntoIter<MsgElement>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a MsgBody {
    type Item = &'a MsgElement;
    type IntoIter = std::slice::Iter<'a, MsgElement>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

describe! { MsgBody, "MsgBody", |generator| schemars::json_schema!({
    "description": "The elements of a message, in order.",
    "type": "array",
    "items": generator.subschema_for::<MsgElement>(),
}) }
