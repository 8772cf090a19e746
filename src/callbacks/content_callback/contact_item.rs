use macro_rules_attribute::derive;
use serde::Serialize;

use super::ContactType;
use crate::json::MapOnly;
use crate::value::{GroupId, UserId};

/// The destination of a checked message.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContactItem {
    /// Whether the message was sent to a user or to a group.
    pub contact_type: ContactType,
    /// The recipient of a one-to-one message. Absent for a group message.
    #[serde(rename = "To_Account", skip_serializing_if = "Option::is_none")]
    pub to_account: Option<UserId>,
    /// The group of a group message. Absent for a one-to-one message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_group_id: Option<GroupId>,
}
