use macro_rules_attribute::derive;
use serde::Serialize;

use super::{ProfileTag, ProfileValue};
use crate::json::MapOnly;

/// A field of a profile and its new value.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/48733)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ProfileItem {
    /// Which field it is.
    pub tag: ProfileTag,
    /// The new value: a number for birthday, language, message settings, level and role, a string
    /// for the rest, either for custom fields.
    pub value: ProfileValue,
}
