use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::{As, MapOnly, TextOrInt};
use crate::value::UserId;

/// A member of a room.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/64424)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Member {
    /// The member's account.
    #[serde(rename = "Member_Account", with = "As::<TextOrInt>")]
    pub member_account: UserId,
}
