//! `Group.CallbackBeforeCreateTopic`: a topic is about to be created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{GroupType, UserId};
use crate::verdict::{Gate, GroupRejectCode};

/// `Group.CallbackBeforeCreateTopic`: a topic is about to be created, and the answer decides. Doc
/// 1047/49463.
///
/// Sent when a user creates a topic from a client or the admin creates one through REST. The
/// console switches it together with `Group.CallbackBeforeCreateGroup`. In which community is not
/// sent.
#[doc(alias = "Group.CallbackBeforeCreateTopic")]
#[cfg_attr(doc, doc = page!("Group.CallbackBeforeCreateTopic", group::BeforeCreateTopic, Gate<GroupRejectCode>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeCreateTopic {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeCreateTopic>,
    /// Who issued the request: a user, or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The type of the group; only a community has topics.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The name asked for.
    pub name: String,
}

impl Callback for BeforeCreateTopic {
    type Verdict = Gate<GroupRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.operator_account.as_str()))
    }
}
