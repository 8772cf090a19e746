use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::{As, MapOnly, TextOrInt};
use crate::value::UserId;
use crate::value::open::open_enum;

open_enum! {
    /// The state of a participant (`Status`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/68941)
    CallUserStatus {
        /// In the call.
        Calling = "Calling",
        /// Invited, and has not answered.
        Waiting = "Waiting",
    }
}

/// A participant of a call.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68941)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CallUser {
    /// The participant's account.
    #[serde(rename = "User_Account", with = "As::<TextOrInt>")]
    pub user_account: UserId,
    /// Whether the participant is in the call.
    pub status: CallUserStatus,
}
