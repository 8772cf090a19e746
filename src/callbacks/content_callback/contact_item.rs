use macro_rules_attribute::derive;
use serde::Serialize;

use super::ContactType;
use crate::json::MapOnly;
use crate::value::{GroupId, UserId};

/// Where a message that was checked was going.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContactItem {
    /// Whether the message was going to a user or to a group.
    pub contact_type: ContactType,
    /// The recipient of a one-to-one message; absent for a group message.
    #[serde(rename = "To_Account", skip_serializing_if = "Option::is_none")]
    pub to_account: Option<UserId>,
    /// The group of a group message; absent for a one-to-one message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_group_id: Option<GroupId>,
}
