//! `OfficialAccount.CallbackAfterMsgWithDraw`: messages of an official account were recalled.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::WithdrawMsg;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `OfficialAccount.CallbackAfterMsgWithDraw`: messages of an official account were recalled.
///
/// Sent after one or more messages to the subscribers are recalled. The capital D in `WithDraw` is
/// Tencent's spelling.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60805)
#[doc(alias = "OfficialAccount.CallbackAfterMsgWithDraw")]
#[cfg_attr(doc, doc = page!("OfficialAccount.CallbackAfterMsgWithDraw", official_account::AfterMsgWithDraw, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMsgWithDraw {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMsgWithDraw>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The recalled messages.
    pub withdraw_msg_list: Vec<WithdrawMsg>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterMsgWithDraw {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.official_account)
    }
}
