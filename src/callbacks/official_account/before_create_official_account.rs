//! `OfficialAccount.CallbackBeforeCreateOfficialAccount`: an official account is about to be
//! created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::{C2cRejectCode, Gate};

/// `OfficialAccount.CallbackBeforeCreateOfficialAccount`: an official account is about to be
/// created, and the answer decides.
///
/// Sent when the admin creates an official account through REST. A rejection gives the caller
/// 20006, the code of one-to-one messages.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60795)
#[doc(alias = "OfficialAccount.CallbackBeforeCreateOfficialAccount")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackBeforeCreateOfficialAccount", official_account::BeforeCreateOfficialAccount, Gate<C2cRejectCode>))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeCreateOfficialAccount {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeCreateOfficialAccount>,
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

impl Callback for BeforeCreateOfficialAccount {
    type Verdict = Gate<C2cRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.owner_account.as_str()))
    }
}
