//! `Group.CallbackBeforeCreateTopic`: a topic is about to be created.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::callbacks::{Echo, Request};
use crate::value::{GroupType, UserId};
use crate::wire::object;

/// `Group.CallbackBeforeCreateTopic`: a topic is about to be created, and the answer decides. Doc
/// 1047/49463.
///
/// Sent when a user creates a topic from a client or the admin creates one through REST. The
/// console switches it together with `Group.CallbackBeforeCreateGroup`. In which community is not
/// sent.
#[doc(alias = "Group.CallbackBeforeCreateTopic")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeCreateTopic {
    /// The command, as in the URL.
    pub callback_command: Echo<Self>,
    /// Who issued the request: a user, or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The type of the group; only a community has topics.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The name asked for.
    pub name: String,
}

object!(BeforeCreateTopic);

impl Request for BeforeCreateTopic {
    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.operator_account.as_str()))
    }
}
