use macro_rules_attribute::derive;
use serde::Serialize;

use super::texts::texts;
use crate::json::MapOnly;

/// A text, `TIMTextElem`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct TextElem {
    /// The text, also shown by an offline push.
    pub text: String,
}

texts!(TextElem {
    ["Text"] => |elem, found| found.push(&elem.text),
});

impl TextElem {
    /// A text element.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}
