use macro_rules_attribute::derive;
use serde::Serialize;

use super::{OfflinePush, OfflinePushEventType, PushPlatform, PushStage};
use crate::callbacks::CommandTag;
use crate::json::{As, Int, IntOrEmpty, MapOnly};
use crate::value::{ErrorCode, GroupId, MsgKey, UnixSeconds, UserId};

/// The push of one message to one offline user.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/67552)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OfflinePushEvent {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OfflinePush>,
    /// Whether the message is one-to-one or a group message.
    pub event_type: OfflinePushEventType,
    /// When the event happened, in seconds. Other families send milliseconds. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixSeconds>,
    /// The sender of the message.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The user to whom the push was sent.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The vendor whose service sent the push.
    pub push_platform: PushPlatform,
    /// The stage of the push.
    pub push_stage: PushStage,
    /// The key of the message; the recall API needs it. Absent for a group message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_key: Option<MsgKey>,
    /// The group of a group message. Absent for a one-to-one message.
    #[serde(rename = "GroupID", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
    /// The sequence number of the message. For a group message, the number in its group.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The random number of the message, documented as an unsigned 32-bit integer. May be absent or
    /// an empty string.
    #[serde(default, with = "As::<IntOrEmpty>", skip_serializing_if = "Option::is_none")]
    pub msg_random: Option<u64>,
    /// When the message was sent.
    pub msg_time: UnixSeconds,
    /// The id for finding the delivery in the console. May be absent.
    #[serde(rename = "PushID", skip_serializing_if = "Option::is_none")]
    pub push_id: Option<String>,
    /// 0 if the push succeeded, otherwise the error code of the failure.
    pub err_code: ErrorCode,
    /// A description of the failure.
    pub err_info: String,
}
