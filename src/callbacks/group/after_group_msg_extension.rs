//! `Group.CallbackAfterGroupMsgExtension`: the extensions of a group message were changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly};
use crate::value::{GroupId, MsgExtension, OperateType, UnixMillis};
use crate::verdict::Ack;

/// `Group.CallbackAfterGroupMsgExtension`: the extensions of a group message were changed.
///
/// Sent after key-value pairs attached to a message are set, deleted or cleared from a client or
/// through REST. The server does not say who changed them.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/76007)
#[doc(alias = "Group.CallbackAfterGroupMsgExtension")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterGroupMsgExtension", group::AfterGroupMsgExtension, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterGroupMsgExtension {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterGroupMsgExtension>,
    /// The group.
    pub group_id: GroupId,
    /// The sequence number of the message in the group.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The operation on the pairs.
    pub operate_type: OperateType,
    /// The affected pairs. Empty if all pairs were cleared.
    pub extension_list: Vec<MsgExtension>,
    /// The version of the message's extensions as a whole. It grows with every change.
    #[serde(with = "As::<Int>")]
    pub seq: u64,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterGroupMsgExtension {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
