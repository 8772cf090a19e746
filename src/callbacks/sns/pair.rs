use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;
use crate::value::UserId;

/// A change in the friend list or blocklist of one user.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34359)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Pair {
    /// The user whose list changed.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The user who was added to the list or removed from it.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The user who sent the friend request. Sent with `Sns.CallbackFriendAdd` only, and not listed
    /// on all of its pages. May be absent.
    #[serde(rename = "Initiator_Account", skip_serializing_if = "Option::is_none")]
    pub initiator_account: Option<UserId>,
}

impl Pair {
    /// The user whose list changed, and the user who was added to it or removed from it.
    pub(super) fn accounts(&self) -> (&UserId, &UserId) {
        (&self.from_account, &self.to_account)
    }
}
