//! `OfficialAccount.CallbackAfterOfficialAccountInfoChanged`: the profile of an official account
//! was changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `OfficialAccount.CallbackAfterOfficialAccountInfoChanged`: the profile of an official account
/// was changed.
///
/// Sent after the admin changes the profile through REST. Unchanged fields are presumably absent.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60797)
#[doc(alias = "OfficialAccount.CallbackAfterOfficialAccountInfoChanged")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackAfterOfficialAccountInfoChanged", official_account::AfterOfficialAccountInfoChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterOfficialAccountInfoChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterOfficialAccountInfoChanged>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The new introduction. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// The new name. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address of the new picture. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face_url: Option<String>,
    /// The new organization. Absent if unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterOfficialAccountInfoChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }
}
