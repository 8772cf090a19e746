//! `OfficialAccount.CallbackAfterOfficialAccountFull`: an official account has reached its limit of
//! subscribers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::callbacks::{Echo, Request};
use crate::value::{UnixMillis, UserId};
use crate::wire::object;

/// `OfficialAccount.CallbackAfterOfficialAccountFull`: an official account has reached its limit of
/// subscribers. Doc 1047/60801.
///
/// Sent when the last place was taken. Whose it was is not said.
#[doc(alias = "OfficialAccount.CallbackAfterOfficialAccountFull")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterOfficialAccountFull {
    /// The command, as in the URL.
    pub callback_command: Echo<Self>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

object!(AfterOfficialAccountFull);

impl Request for AfterOfficialAccountFull {
    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.official_account.as_str()))
    }
}
