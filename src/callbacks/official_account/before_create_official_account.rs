//! `OfficialAccount.CallbackBeforeCreateOfficialAccount`: an official account is about to be
//! created.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::callbacks::{Echo, Request};
use crate::value::{UnixMillis, UserId};
use crate::wire::object;

/// `OfficialAccount.CallbackBeforeCreateOfficialAccount`: an official account is about to be
/// created, and the answer decides. Doc 1047/60795.
///
/// Sent when the admin creates an official account through REST. A rejection gives the caller
/// 20006, the code of one-to-one messages.
#[doc(alias = "OfficialAccount.CallbackBeforeCreateOfficialAccount")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeCreateOfficialAccount {
    /// The command, as in the URL.
    pub callback_command: Echo<Self>,
    /// Who issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// Who creates the official account and will own it.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The name it shall have.
    pub name: String,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

object!(BeforeCreateOfficialAccount);

impl Request for BeforeCreateOfficialAccount {
    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.owner_account.as_str()))
    }
}
