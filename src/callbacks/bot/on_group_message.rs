//! `Bot.OnGroupMessage`: a group message mentions a bot.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::group::conversation;
use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, Int, MapOnly};
use crate::message::MsgBody;
use crate::value::{Flag, GroupId, GroupType, TopicId, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

/// `Bot.OnGroupMessage`: a group message mentions a bot.
///
/// Sent when a group message mentions one or more bots, if the console switch for bot events is on.
/// A mention of everyone does not trigger it.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/68953)
#[doc(alias = "Bot.OnGroupMessage")]
#[cfg_attr(doc, doc = page!("Bot.OnGroupMessage", bot::OnGroupMessage, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OnGroupMessage {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OnGroupMessage>,
    /// The group of the message.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The sender.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The account that issued the request. This is the sender, or an admin who sends on the
    /// sender's behalf.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The random number of the send request, documented as an unsigned 32-bit integer.
    #[serde(with = "As::<Int>")]
    pub random: u64,
    /// The sequence number of the message in its conversation. Later messages have larger numbers.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// When the message was sent, by the server's clock.
    pub msg_time: UnixSeconds,
    /// Set if the message is online-only. Not set by default in audio-video groups. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_only_flag: Option<Flag>,
    /// The message.
    pub msg_body: MsgBody,
    /// The mentioned bots, `@RBT#…`.
    #[serde(rename = "AtRobots_Account")]
    pub at_robots_account: Vec<UserId>,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Absent if the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// The topic, if the event is in one. Absent for groups without topics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_id: Option<TopicId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for OnGroupMessage {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        conversation(self.topic_id.as_ref(), &self.group_id)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body)
    }
}
