use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;
use crate::value::UserId;

/// A change in the list of friends or of blocked users that one user keeps.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34359)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Pair {
    /// Whose list changed.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// Who was put on it or taken off it.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// Who asked to be friends. `Sns.CallbackFriendAdd` only, and not on all of its pages.
    #[serde(rename = "Initiator_Account", skip_serializing_if = "Option::is_none")]
    pub initiator_account: Option<UserId>,
}

impl Pair {
    /// Whose list changed, and who was put on it or taken off it.
    pub(super) fn accounts(&self) -> (&UserId, &UserId) {
        (&self.from_account, &self.to_account)
    }
}
