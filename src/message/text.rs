use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;

/// A text, `TIMTextElem`. Doc 1047/33527.
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct TextElem {
    /// The text; also what an offline push shows.
    pub text: String,
}

impl TextElem {
    pub(super) const TEXTS: &'static [&'static [&'static str]] = &[&["Text"]];

    /// A text element.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    pub(super) fn texts<'a>(&'a self, found: &mut Vec<&'a str>) {
        found.push(&self.text);
    }
}
