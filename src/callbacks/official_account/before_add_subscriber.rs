//! `OfficialAccount.CallbackBeforeAddSubscriber`: users are about to subscribe to an official
//! account.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::SubscribeAccount;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::SubscribeVerdict;

/// `OfficialAccount.CallbackBeforeAddSubscriber`: users are about to subscribe to an official
/// account, and the answer decides for each.
///
/// Sent when users subscribe from a client or the admin adds them through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60799)
#[doc(alias = "OfficialAccount.CallbackBeforeAddSubscriber")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackBeforeAddSubscriber", official_account::BeforeAddSubscriber, SubscribeVerdict))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BeforeAddSubscriber {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BeforeAddSubscriber>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The users about to subscribe.
    pub subscribe_account_list: Vec<SubscribeAccount>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for BeforeAddSubscriber {
    type Verdict = SubscribeVerdict;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }
}
