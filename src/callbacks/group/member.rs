use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;
use crate::value::UserId;

/// An account in a list of members.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34369)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Member {
    /// The member's account.
    #[serde(rename = "Member_Account")]
    pub member_account: UserId,
}
