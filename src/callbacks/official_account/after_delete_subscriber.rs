//! `OfficialAccount.CallbackAfterDeleteSubscriber`: users have unsubscribed from an official
//! account, or were removed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::SubscribeAccount;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `OfficialAccount.CallbackAfterDeleteSubscriber`: users have unsubscribed from an official
/// account, or were removed.
///
/// Sent after users unsubscribe from a client or the admin removes them through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60802)
#[doc(alias = "OfficialAccount.CallbackAfterDeleteSubscriber")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackAfterDeleteSubscriber", official_account::AfterDeleteSubscriber, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterDeleteSubscriber {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterDeleteSubscriber>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The former subscribers.
    pub subscribe_account_list: Vec<SubscribeAccount>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterDeleteSubscriber {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }
}
