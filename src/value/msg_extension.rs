use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::{As, Int, MapOnly};

/// A key-value pair that extends a message, in a group or between two users.
///
/// Official pages: [one to one](https://www.tencentcloud.com/document/product/1047/76006),
/// [in groups](https://www.tencentcloud.com/document/product/1047/76007)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MsgExtension {
    /// The key.
    pub key: String,
    /// The value. Empty for a deleted pair.
    pub value: String,
    /// The version of this pair, which grows with every change.
    #[serde(with = "As::<Int>")]
    pub seq: u64,
}
