use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::As;

use super::{OfflinePush, OfflinePushEventType, PushPlatform, PushStage};
use crate::callbacks::CommandTag;
use crate::json::{Int, MapOnly};
use crate::value::{ErrorCode, GroupId, MsgKey, UnixSeconds, UserId};

/// One push of a message to one offline user.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/67552)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OfflinePushEvent {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OfflinePush>,
    /// Whether a one-to-one or a group message was pushed.
    pub event_type: OfflinePushEventType,
    /// When the event happened: seconds here, milliseconds in every other family. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixSeconds>,
    /// The sender of the message.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// Whom it was pushed to.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The vendor whose service pushed.
    pub push_platform: PushPlatform,
    /// How far the push has come.
    pub push_stage: PushStage,
    /// The key of a one-to-one message; absent for a group message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_key: Option<MsgKey>,
    /// The group of a group message; absent for a one-to-one message.
    #[serde(rename = "GroupID", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
    /// The message's number, in its group if it is a group's.
    #[serde(with = "As::<Int>")]
    pub msg_seq: u64,
    /// The random number of the message, an unsigned 32-bit integer. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub msg_random: Option<u64>,
    /// When the message was sent.
    pub msg_time: UnixSeconds,
    /// The id by which the console finds the delivery. May be absent.
    #[serde(rename = "PushID", skip_serializing_if = "Option::is_none")]
    pub push_id: Option<String>,
    /// 0 when the push succeeded, else why it did not.
    pub err_code: ErrorCode,
    /// Why the push did not succeed, in words.
    pub err_info: String,
}

impl OfflinePushEvent {
    /// What makes this event the same as one that came before: events may come twice.
    ///
    /// Begins with the command. Behind it stand, with tabs between them, the kind of message, its
    /// `MsgKey` or its group (its sender where neither came), its `MsgSeq`, whom it was pushed to,
    /// the vendor, the stage, the error code, and the `PushID` where one came. A key of the whole
    /// batch would not do: an event that comes again may come in another batch.
    #[must_use]
    pub fn dedup_key(&self) -> String {
        let Self { event_type, msg_seq, to_account, push_platform, push_stage, err_code, .. } =
            self;
        let message = match (&self.msg_key, &self.group_id) {
            (Some(key), _) => key.as_str(),
            (None, Some(group)) => group.as_str(),
            (None, None) => self.from_account.as_str(),
        };
        let command = self.callback_command.command();
        let push_id = self.push_id.as_deref().unwrap_or_default();
        format!(
            "{command}:{event_type}\t{message}\t{msg_seq}\t{to_account}\t{push_platform}\t\
             {push_stage}\t{err_code}\t{push_id}"
        )
    }
}
