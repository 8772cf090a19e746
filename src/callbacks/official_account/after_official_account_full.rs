//! `OfficialAccount.CallbackAfterOfficialAccountFull`: an official account has reached its limit of
//! subscribers.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `OfficialAccount.CallbackAfterOfficialAccountFull`: an official account has reached its limit of
/// subscribers.
///
/// Sent when the last place is taken. The server does not say which user took it.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60801)
#[doc(alias = "OfficialAccount.CallbackAfterOfficialAccountFull")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackAfterOfficialAccountFull", official_account::AfterOfficialAccountFull, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterOfficialAccountFull {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterOfficialAccountFull>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterOfficialAccountFull {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }
}
