use macro_rules_attribute::derive;
use serde::Serialize;

use super::setters::setters;
use crate::json::MapOnly;

/// A place, `TIMLocationElem`. Doc 1047/33527.
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

impl LocationElem {
    pub(super) const TEXTS: &'static [&'static [&'static str]] = &[&["Desc"]];

    /// A place without a description.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { desc: None, latitude, longitude }
    }

    pub(super) fn texts<'a>(&'a self, found: &mut Vec<&'a str>) {
        found.extend(self.desc.as_deref());
    }
}
