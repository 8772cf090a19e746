//! `OfficialAccount.CallbackBeforeCreateOfficialAccount`: an official account is about to be
//! created.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::{C2cRejectCode, Gate};

/// `OfficialAccount.CallbackBeforeCreateOfficialAccount`: an official account is about to be
/// created, and the answer decides.
///
/// Sent when the admin creates an official account through REST. If you reject it, the caller gets
/// 20006, the code for one-to-one messages.
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
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The creator and future owner of the official account.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The requested name.
    pub name: String,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for BeforeCreateOfficialAccount {
    type Verdict = Gate<C2cRejectCode>;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.owner_account)
    }
}
