//! `C2C.CallbackAfterMsgReport`: a user has read a one-to-one conversation.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::{As, MapOnly, SignedInt};
use crate::value::{UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterMsgReport`: a user has read a one-to-one conversation.
///
/// Sent when a client reports a conversation as read or the admin does so through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/43465)
#[doc(alias = "C2C.CallbackAfterMsgReport")]
#[cfg_attr(doc, doc = page!("C2C.CallbackAfterMsgReport", c2c::AfterMsgReport, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMsgReport {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMsgReport>,
    /// The account that has read the conversation.
    #[serde(rename = "Report_Account")]
    pub report_account: UserId,
    /// The other account of the conversation.
    #[serde(rename = "Peer_Account")]
    pub peer_account: UserId,
    /// The time up to which the conversation is read: every earlier message is read.
    pub last_read_time: UnixSeconds,
    /// The number of one-to-one messages that `Report_Account` has not read, over all
    /// conversations. May be absent.
    #[serde(default, with = "As::<Option<SignedInt>>", skip_serializing_if = "Option::is_none")]
    pub unread_msg_num: Option<i64>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterMsgReport {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.report_account, &self.peer_account)
    }
}
