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
    /// The field.
    pub tag: ProfileTag,
    /// The new value. It is a number for birthday, language, message settings, level and role, a
    /// string or a number for custom fields, and a string for all others.
    pub value: ProfileValue,
}
