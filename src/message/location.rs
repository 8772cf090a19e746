use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use super::texts::texts;
use crate::json::MapOnly;

/// A location, `TIMLocationElem`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct LocationElem {
    /// The description of the location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
    /// The latitude in degrees.
    pub latitude: f64,
    /// The longitude in degrees.
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
    /// A location without a description.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { desc: None, latitude, longitude }
    }
}
