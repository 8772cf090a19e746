//! `Group.*`: groups, communities and topics.

mod after_send_msg;
mod before_send_msg;
mod group_at_info;
mod send_msg_exception;

use std::borrow::Cow;

pub use after_send_msg::AfterSendMsg;
pub use before_send_msg::BeforeSendMsg;
pub use group_at_info::GroupAtInfo;
pub use send_msg_exception::SendMsgException;

use crate::value::{GroupId, TopicId};

/// The conversation an event belongs to: the topic, else the group.
pub(super) fn conversation<'a>(topic: Option<&'a TopicId>, group: &'a GroupId) -> Cow<'a, str> {
    Cow::Borrowed(topic.map_or(group.as_str(), TopicId::as_str))
}

/// What identifies a message of a group: its conversation and its number there.
pub(super) fn message_key(topic: Option<&TopicId>, group: &GroupId, msg_seq: u64) -> String {
    format!("{}#{msg_seq}", conversation(topic, group))
}
