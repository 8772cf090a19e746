use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;
use crate::value::UserId;

/// A subscriber of an official account.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60800)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SubscribeAccount {
    /// The account of the subscriber.
    #[serde(rename = "Subscriber_Account")]
    pub subscriber_account: UserId,
}
