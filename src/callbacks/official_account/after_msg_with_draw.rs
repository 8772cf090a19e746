//! `OfficialAccount.CallbackAfterMsgWithDraw`: messages of an official account were recalled.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::WithdrawMsg;
use crate::callbacks::{Echo, Request};
use crate::value::{UnixMillis, UserId};
use crate::wire::object;

/// `OfficialAccount.CallbackAfterMsgWithDraw`: messages of an official account were recalled. Doc
/// 1047/60805.
///
/// Sent after one message to the subscribers, or several, were recalled. The capital D is the
/// wire's.
#[doc(alias = "OfficialAccount.CallbackAfterMsgWithDraw")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMsgWithDraw {
    /// The command, as in the URL.
    pub callback_command: Echo<Self>,
    /// The official account, `@TOA#_…`.
    #[serde(rename = "Official_Account")]
    pub official_account: UserId,
    /// The messages that were recalled.
    pub withdraw_msg_list: Vec<WithdrawMsg>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

object!(AfterMsgWithDraw);

impl Request for AfterMsgWithDraw {
    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.official_account.as_str()))
    }
}
