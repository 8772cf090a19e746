use macro_rules_attribute::derive;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::setters::setters;
use super::texts::texts;
use crate::json::MapOnly;

/// A custom element, `TIMCustomElem`.
///
/// `Data` is a string that usually holds JSON: [`data_json`](Self::data_json) and
/// [`with_data_json`](Self::with_data_json) read and write it as your own type, or as one of
/// [`tuikit`](super::tuikit)'s.
///
/// ```
/// use tim_callback::message::CustomElem;
///
/// #[derive(serde::Serialize, serde::Deserialize, Debug, PartialEq)]
/// struct Level { level: u8 }
///
/// let badge = CustomElem::new().with_data_json(&Level { level: 1 }).unwrap();
/// assert_eq!(badge.data.as_deref(), Some(r#"{"level":1}"#));
/// assert_eq!(badge.data_json::<Level>(), Ok(Level { level: 1 }));
/// ```
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CustomElem {
    /// The payload, often JSON text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// The text of an offline push.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
    /// The `ext` field of the `APNs` payload.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext: Option<String>,
    /// The `APNs` sound file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sound: Option<String>,
}

setters!(CustomElem {
    text {
        with_data => data,
        with_desc => desc,
        with_ext => ext,
        with_sound => sound,
    }
});

/// `Data` could not be converted to or from the requested type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// The element has no `Data`.
    #[error("the element has no Data")]
    Absent,
    /// `Data` is not JSON, or not of the requested type. Line and column count from 1 within
    /// `Data`.
    #[error("Data is not JSON of the requested type, at line {line}, column {column}")]
    #[non_exhaustive]
    WrongType {
        /// The line at which parsing stopped.
        line: usize,
        /// The column at which parsing stopped.
        column: usize,
    },
    /// The value cannot be written as JSON, such as a map whose keys are not strings.
    #[error("the value has no JSON form")]
    NotJson,
}

texts!(CustomElem {
    ["Desc"] => |elem, found| found.extend(elem.desc.as_deref()),
});

impl CustomElem {
    /// An element with no fields set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Parses `Data` as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no `Data`, or it is not JSON of type `T`. The error does not
    /// quote it.
    pub fn data_json<T: DeserializeOwned>(&self) -> Result<T, DataError> {
        parsed(self.data.as_deref().ok_or(DataError::Absent)?)
    }

    /// Sets `Data` to the value as JSON text.
    ///
    /// # Errors
    ///
    /// Returns an error if the value cannot be written as JSON.
    pub fn with_data_json<T: Serialize + ?Sized>(self, value: &T) -> Result<Self, DataError> {
        let data = serde_json::to_string(value).map_err(|_| DataError::NotJson)?;
        Ok(self.with_data(data))
    }
}

/// JSON in a string.
pub(super) fn parsed<T: DeserializeOwned>(data: &str) -> Result<T, DataError> {
    serde_json::from_str(data)
        .map_err(|error| DataError::WrongType { line: error.line(), column: error.column() })
}
