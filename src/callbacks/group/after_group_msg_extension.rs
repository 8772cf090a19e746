//! `Group.CallbackAfterGroupMsgExtension`: the extensions of a group message were changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::As;

use super::message_key;
use crate::callbacks::{Callback, CommandTag};
use crate::json::{Int, MapOnly};
use crate::value::{GroupId, MsgExtension, OperateType, UnixMillis};
use crate::verdict::Ack;

/// `Group.CallbackAfterGroupMsgExtension`: the extensions of a group message were changed. Doc
/// 1047/76007.
///
/// Sent when key-value pairs of a message were set, deleted or cleared, from a client or through
/// REST. Who did it is not sent.
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
    /// The message's number in the group.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// What was done with the pairs.
    pub operate_type: OperateType,
    /// The pairs it was done with; empty when all were cleared.
    pub extension_list: Vec<MsgExtension>,
    /// The version of the extensions of this message as a whole: it grows with every change.
    #[serde(with = "As::<Int>")]
    pub seq: u64,
    /// When the event happened; may be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterGroupMsgExtension {
    type Verdict = Ack;

    fn natural_key(&self) -> Option<String> {
        Some(format!("{}#{}", message_key(None, &self.group_id, self.msg_seq), self.seq))
    }

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.group_id.as_str()))
    }
}
