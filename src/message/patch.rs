use serde::Deserialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::rewrite::rewrite_texts;
use super::{MsgBody, MsgElement, TextElem};
use crate::json::MapOnlyDeserializer;

/// The changes to a message in the answer to a before-send callback: to its elements, its custom
/// data, or both.
///
/// Make it from the call that it answers, with [`Call::patch`](crate::Call::patch). Unchanged
/// elements are sent back as the exact text received, including unknown fields and the spelling of
/// numbers. A patch that changes nothing answers as `Allow`. A patch never leaves a message without
/// elements.
///
/// ```
/// use tim_callback::message::CustomElem;
/// use tim_callback::{Call, MsgVerdict, callbacks::group};
///
/// # let request: group::BeforeSendMsg = serde_json::from_str(r#"{
/// #   "CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"g","Type":"Public",
/// #   "From_Account":"jared","Operator_Account":"jared","Random":1,
/// #   "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"red packet"}}]}"#).unwrap();
/// # let call = Call::for_test(request);
/// let patch = call
///     .patch()
///     .redact(|text| text.contains("red packet").then(|| "***".to_owned()))
///     .append(CustomElem::new().with_desc("CustomElement.MemberLevel").with_data("LV1"));
/// assert_eq!(patch.elements()[0].get(),
///     r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"***"}}"#);
/// let verdict: tim_callback::MsgVerdict<_> = MsgVerdict::Modify(patch);
/// # let _: MsgVerdict<tim_callback::GroupRejectCode> = verdict;
/// ```
#[derive(Debug, Clone)]
#[must_use = "a patch does nothing until it is answered with"]
pub struct MsgPatch {
    /// The elements before any change; `None` for a patch that was read back from an answer.
    original: Option<Vec<Box<RawValue>>>,
    elements: Vec<Box<RawValue>>,
    cloud_custom_data: Option<String>,
}

/// Why a change cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatchError {
    /// No element would be left. To keep a message from being delivered, answer with `Reject` or
    /// `SilentDrop`.
    #[error("the change leaves no element")]
    NoElementLeft,
    /// The body is not a JSON object with a `MsgBody` list.
    #[error("the body has no MsgBody")]
    NoMsgBody,
    /// There is no element at this index.
    #[error("element {index} does not exist, the message has {count}")]
    #[non_exhaustive]
    NoSuchElement {
        /// The requested index, counted from 0.
        index: usize,
        /// How many elements there are.
        count: usize,
    },
}

impl PatchError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoElementLeft => {
                "To keep a message from being delivered, answer with Reject or SilentDrop."
            }
            Self::NoMsgBody => "Make patches only for the three before-send commands.",
            Self::NoSuchElement { .. } => "Count elements from 0.",
        }
    }
}

fn raw(element: &MsgElement) -> Box<RawValue> {
    // An element is a map with string keys, which always has a JSON form; `null` is never sent.
    to_raw_value(element).unwrap_or_default()
}

impl MsgPatch {
    /// A patch of the message in a raw callback body, without any change yet. Unchanged elements
    /// are sent back as the exact text received.
    ///
    /// [`Call::patch`](crate::Call::patch) does this for a call. Without a call:
    ///
    /// ```
    /// use tim_callback::MsgPatch;
    ///
    /// let body = br#"{"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"hi"}}]}"#;
    /// let patch = MsgPatch::from_raw_body(body)?.redact(|_| Some("***".to_owned()));
    /// assert_eq!(patch.elements()[0].get(),
    ///     r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"***"}}"#);
    /// # Ok::<(), tim_callback::message::PatchError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not a JSON object with a `MsgBody` list.
    pub fn from_raw_body(body: &[u8]) -> Result<Self, PatchError> {
        #[derive(Deserialize)]
        struct Body<'a> {
            #[serde(borrow, rename = "MsgBody")]
            msg_body: Vec<&'a RawValue>,
        }
        let mut json = serde_json::Deserializer::from_slice(body);
        Body::deserialize(MapOnlyDeserializer(&mut json))
            .and_then(|body| json.end().map(|()| body))
            .map(|body| Self::of_raw(body.msg_body.into_iter().map(ToOwned::to_owned).collect()))
            .map_err(|_| PatchError::NoMsgBody)
    }

    /// A patch of a decoded message, without any change yet. Use it if you have only the request.
    /// It loses fields unknown to this version; [`from_raw_body`](Self::from_raw_body) keeps them.
    pub fn of(body: &MsgBody) -> Self {
        Self::of_raw(body.iter().map(raw).collect())
    }

    fn of_raw(elements: Vec<Box<RawValue>>) -> Self {
        Self { original: Some(elements.clone()), elements, cloud_custom_data: None }
    }

    /// Reads a patch back from an answer.
    pub(crate) fn from_answer(
        elements: Option<Vec<Box<RawValue>>>,
        cloud_custom_data: Option<String>,
    ) -> Self {
        let original = if elements.is_none() { Some(Vec::new()) } else { None };
        Self { original, elements: elements.unwrap_or_default(), cloud_custom_data }
    }

    /// Adds an element at the end.
    pub fn append(mut self, element: impl Into<MsgElement>) -> Self {
        self.elements.push(raw(&element.into()));
        self
    }

    /// Replaces the element at this index, counted from 0.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such element.
    pub fn replace(
        mut self,
        index: usize,
        element: impl Into<MsgElement>,
    ) -> Result<Self, PatchError> {
        let count = self.elements.len();
        let place =
            self.elements.get_mut(index).ok_or(PatchError::NoSuchElement { index, count })?;
        *place = raw(&element.into());
        Ok(self)
    }

    /// Removes the element at this index, counted from 0.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such element, or it is the only one.
    pub fn remove(mut self, index: usize) -> Result<Self, PatchError> {
        match self.elements.len() {
            count if index >= count => return Err(PatchError::NoSuchElement { index, count }),
            1 => return Err(PatchError::NoElementLeft),
            _ => drop(self.elements.remove(index)),
        }
        Ok(self)
    }

    /// Replaces all elements with these.
    ///
    /// # Errors
    ///
    /// Returns an error if `elements` is empty.
    pub fn replace_all<I>(mut self, elements: I) -> Result<Self, PatchError>
    where
        I: IntoIterator,
        I::Item: Into<MsgElement>,
    {
        let elements: Vec<_> = elements.into_iter().map(|element| raw(&element.into())).collect();
        if elements.is_empty() {
            return Err(PatchError::NoElementLeft);
        }
        self.elements = elements;
        Ok(self)
    }

    /// Replaces every text for which `change` returns a new one. It visits exactly the texts of
    /// [`MsgBody::texts`], including those of nested forwards. Only the strings themselves are
    /// edited; the rest of the JSON stays as received.
    pub fn redact(mut self, mut change: impl FnMut(&str) -> Option<String>) -> Self {
        for element in &mut self.elements {
            match rewrite_texts(element, &mut change) {
                Ok(None) => {}
                Ok(Some(changed)) => *element = changed,
                // This does not happen, because the element was decoded before. If it ever does, a
                // text that cannot be redacted must not be sent.
                Err(_) => *element = raw(&TextElem::new("").into()),
            }
        }
        self
    }

    /// Sets the `CloudCustomData` of the message.
    pub fn with_cloud_custom_data(mut self, data: impl Into<String>) -> Self {
        self.cloud_custom_data = Some(data.into());
        self
    }

    /// The elements as they will be sent.
    #[must_use]
    pub fn elements(&self) -> &[Box<RawValue>] {
        &self.elements
    }

    /// The `CloudCustomData` that will be sent, if it changes.
    #[must_use]
    pub fn cloud_custom_data(&self) -> Option<&str> {
        self.cloud_custom_data.as_deref()
    }

    /// Whether the patch changes nothing, so that it answers as `Allow`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed_elements().is_none() && self.cloud_custom_data.is_none()
    }

    /// The elements, if they change.
    pub(crate) fn changed_elements(&self) -> Option<&[Box<RawValue>]> {
        let same = self.original.as_ref().is_some_and(|original| {
            original.iter().map(|raw| raw.get()).eq(self.elements.iter().map(|raw| raw.get()))
        });
        (!same).then_some(self.elements.as_slice())
    }
}

/// Two patches are equal if they send the same JSON values.
impl PartialEq for MsgPatch {
    fn eq(&self, other: &Self) -> bool {
        let elements = match (self.changed_elements(), other.changed_elements()) {
            (Some(these), Some(those)) => {
                these.len() == those.len() && these.iter().zip(those).all(|(a, b)| same(a, b))
            }
            (None, None) => true,
            _ => false,
        };
        elements && self.cloud_custom_data == other.cloud_custom_data
    }
}

/// Whether two JSON texts have the same value. Texts that `Value` cannot represent are compared as
/// texts.
fn same(a: &RawValue, b: &RawValue) -> bool {
    let value = |raw: &RawValue| serde_json::from_str::<Value>(raw.get()).ok();
    a.get() == b.get() || value(a).is_some_and(|a| Some(a) == value(b))
}
