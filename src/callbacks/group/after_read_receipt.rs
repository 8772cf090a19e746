//! `Group.CallbackAfterReadReceipt`: group messages that ask for a read receipt were sent or read.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Member;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, null_as_default};
use crate::value::{GroupId, GroupType, UnixMillis};
use crate::verdict::Ack;

/// `Group.CallbackAfterReadReceipt`: group messages that ask for a read receipt were sent or read.
///
/// Sent after such a message is sent from a client or through REST, and after a client reports that
/// a member has read it. Communities have no read receipts.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60395)
#[doc(alias = "Group.CallbackAfterReadReceipt")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterReadReceipt", group::AfterReadReceipt, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterReadReceipt {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterReadReceipt>,
    /// The group.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// One receipt per message.
    pub group_msg_receipt_list: Vec<GroupMsgReceipt>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// The read receipt of one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GroupMsgReceipt {
    /// The sequence number of the message in the group.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// How many members have read the message.
    #[serde(with = "As::<Int>")]
    pub read_num: u64,
    /// How many members have not read the message.
    #[serde(with = "As::<Int>")]
    pub unread_num: u64,
    /// Members who have read the message. Empty when absent.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub read_receipt_members: Vec<Member>,
}

impl Callback for AfterReadReceipt {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
