//! `OfficialAccount.CallbackAfterOfficialAccountDestroyed`: an official account was destroyed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `OfficialAccount.CallbackAfterOfficialAccountDestroyed`: an official account was destroyed.
///
/// Sent after the admin destroys an official account through REST. The server does not say who
/// destroyed it.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60798)
#[doc(alias = "OfficialAccount.CallbackAfterOfficialAccountDestroyed")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackAfterOfficialAccountDestroyed", official_account::AfterOfficialAccountDestroyed, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterOfficialAccountDestroyed {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterOfficialAccountDestroyed>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The creator and owner of the official account.
    #[serde(rename = "Owner_Account")]
    pub owner_account: UserId,
    /// The name of the official account.
    pub name: String,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterOfficialAccountDestroyed {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }
}
