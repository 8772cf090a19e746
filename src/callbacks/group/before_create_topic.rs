//! `Group.CallbackBeforeCreateTopic`: a topic is about to be created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{GroupType, UserId};
use crate::verdict::{Gate, GroupRejectCode};

/// `Group.CallbackBeforeCreateTopic`: a topic is about to be created, and the answer decides.
///
/// Sent when a user creates a topic from a client or the admin creates one through REST. It shares
/// its console switch with `Group.CallbackBeforeCreateGroup`. The server does not say in which
/// community.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/49463)
#[doc(alias = "Group.CallbackBeforeCreateTopic")]
#[cfg_attr(doc, doc = page!("Group.CallbackBeforeCreateTopic", group::BeforeCreateTopic, Gate<GroupRejectCode>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeCreateTopic {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeCreateTopic>,
    /// The account that issued the request. This is a user or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The type of the group. Only communities have topics.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The requested name.
    pub name: String,
}

impl Callback for BeforeCreateTopic {
    type Verdict = Gate<GroupRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.operator_account)
    }
}
