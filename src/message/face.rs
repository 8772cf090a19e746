use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use super::texts::texts;
use crate::json::{As, MapOnly, SignedInt};

/// An emoji from the app's own set, `TIMFaceElem`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct FaceElem {
    /// The index of the emoji, whose meaning the app defines.
    #[serde(with = "As::<SignedInt>")]
    pub index: i64,
    /// Custom data. May contain control characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

setters!(FaceElem {
    text {
        with_data => data,
    }
});

texts!(FaceElem {});

impl FaceElem {
    /// The emoji with this index.
    #[must_use]
    pub fn new(index: i64) -> Self {
        Self { index, data: None }
    }
}
