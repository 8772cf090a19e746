use serde::{Deserialize, Serialize};

use crate::value::UserId;
use crate::wire::object;

/// A change in the list of friends or of blocked users that one user keeps. Doc 1047/34359.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
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

object!(Pair);

impl Pair {
    /// Whose list changed, and who was put on it or taken off it.
    pub(super) fn accounts(&self) -> (&UserId, &UserId) {
        (&self.from_account, &self.to_account)
    }
}
