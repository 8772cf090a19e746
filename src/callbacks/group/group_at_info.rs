use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;
use crate::value::{Flag, UserId};

/// An @-mention in a group message. A message has at most 30.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34375)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GroupAtInfo {
    /// Set if everyone is mentioned, not set if one member is.
    pub group_at_all_flag: Flag,
    /// The mentioned member. Absent if everyone is mentioned.
    #[serde(rename = "GroupAt_Account", skip_serializing_if = "Option::is_none")]
    pub group_at_account: Option<UserId>,
}
