use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;

/// A custom field of a group or a topic, as it was given at creation.
///
/// Official pages: [groups](https://www.tencentcloud.com/document/product/1047/34369), [topics](https://www.tencentcloud.com/document/product/1047/49464)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct UserDefinedData {
    /// The name of the field, as the console defines it.
    pub key: String,
    /// Its value.
    pub value: String,
}
