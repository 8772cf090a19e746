//! `C2C.CallbackAfterMsgReport`: a user has read a one-to-one conversation.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_with::As;

use crate::callbacks::{Echo, Request, pair};
use crate::value::{UnixMillis, UnixSeconds, UserId};
use crate::wire::{Int, object};

/// `C2C.CallbackAfterMsgReport`: a user has read a one-to-one conversation. Doc 1047/43465.
///
/// Sent when a client reports a conversation as read, or the admin does through REST.
#[doc(alias = "C2C.CallbackAfterMsgReport")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMsgReport {
    /// The command, as in the URL.
    pub callback_command: Echo<Self>,
    /// Who has read.
    #[serde(rename = "Report_Account")]
    pub report_account: UserId,
    /// The other account of the conversation.
    #[serde(rename = "Peer_Account")]
    pub peer_account: UserId,
    /// Up to when the conversation is read: every message before this time.
    pub last_read_time: UnixSeconds,
    /// How many one-to-one messages `report_account` has not read, in all. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub unread_msg_num: Option<i64>,
    /// When the event happened. Absent from servers before 2022.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

object!(AfterMsgReport);

impl Request for AfterMsgReport {
    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(pair(&self.report_account, &self.peer_account))
    }
}
