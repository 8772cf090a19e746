use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;

/// A custom field of a group or topic, as set at creation.
///
/// Official pages: [groups](https://www.tencentcloud.com/document/product/1047/34369),
/// [topics](https://www.tencentcloud.com/document/product/1047/49464)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct UserDefinedData {
    /// The name of the field, as defined in the console.
    pub key: String,
    /// The value of the field.
    pub value: String,
}
