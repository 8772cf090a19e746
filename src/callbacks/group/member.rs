use serde::{Deserialize, Serialize};

use crate::value::UserId;
use crate::wire::object;

/// An account in a list of members. Doc 1047/34369.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Member {
    /// The member's account.
    #[serde(rename = "Member_Account")]
    pub member_account: UserId,
}

object!(Member);
