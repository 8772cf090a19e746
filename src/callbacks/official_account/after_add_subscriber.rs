//! `OfficialAccount.CallbackAfterAddSubscriber`: users have subscribed to an official account.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::SubscribeAccount;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `OfficialAccount.CallbackAfterAddSubscriber`: users have subscribed to an official account.
///
/// Sent after users subscribe from a client or the admin adds them through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60800)
#[doc(alias = "OfficialAccount.CallbackAfterAddSubscriber")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackAfterAddSubscriber", official_account::AfterAddSubscriber, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterAddSubscriber {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterAddSubscriber>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The new subscribers.
    pub subscribe_account_list: Vec<SubscribeAccount>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterAddSubscriber {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }
}
