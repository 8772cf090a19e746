//! `C2C.CallbackAfterMsgReadAll`: a user marked all messages as read.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, null_as_default};
use crate::value::{GroupId, UnixMillis, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterMsgReadAll`: a user marked all messages as read.
///
/// Sent after a client clears all its unread messages. Available since 2026-02, in China only;
/// there is no international page.
///
/// [Official page](https://cloud.tencent.com/document/product/269/128225)
#[doc(alias = "C2C.CallbackAfterMsgReadAll")]
#[cfg_attr(doc, doc = page!("C2C.CallbackAfterMsgReadAll", c2c::AfterMsgReadAll, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMsgReadAll {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMsgReadAll>,
    /// The account that has read all messages.
    #[serde(rename = "Report_Account")]
    pub report_account: UserId,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// The groups whose unread messages were cleared. Empty when absent.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub group_read_info: Vec<GroupReadInfo>,
}

/// A group whose messages were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GroupReadInfo {
    /// The group.
    pub group_id: GroupId,
    /// The sequence number up to which messages were read, as the request gave it.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
}

impl Callback for AfterMsgReadAll {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.report_account)
    }
}
