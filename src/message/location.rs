use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use super::texts::texts;
use crate::json::MapOnly;

/// A place, `TIMLocationElem`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct LocationElem {
    /// What the sender calls the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
    /// Degrees.
    pub latitude: f64,
    /// Degrees.
    pub longitude: f64,
}

setters!(LocationElem {
    text {
        with_desc => desc,
    }
});

texts!(LocationElem {
    ["Desc"] => |elem, found| found.extend(elem.desc.as_deref()),
});

impl LocationElem {
    /// A place without a description.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { desc: None, latitude, longitude }
    }
}
