use serde::{Deserialize, Serialize};

use crate::value::UserId;
use crate::wire::object;

/// A subscriber of an official account. Doc 1047/60800.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SubscribeAccount {
    /// The user.
    #[serde(rename = "Subscriber_Account")]
    pub subscriber_account: UserId,
}

object!(SubscribeAccount);
