use macro_rules_attribute::derive;
use serde::Serialize;

use super::{AllMemberPush, AllMemberPushEventType, PushPlatform, PushStage};
use crate::callbacks::CommandTag;
use crate::json::MapOnly;
use crate::value::{ErrorCode, UnixSeconds, UserId};

/// One push of a task to one user.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/67551)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AllMemberPushEvent {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AllMemberPush>,
    /// Whether the user was offline or online.
    pub event_type: AllMemberPushEventType,
    /// The id of the push task.
    pub task_id: String,
    /// The id that the app gave with the task; absent when it gave none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_id: Option<String>,
    /// When the task began.
    pub task_time: UnixSeconds,
    /// When the event happened: seconds here, milliseconds in every other family. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixSeconds>,
    /// Whom it was pushed to.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The vendor whose service pushed.
    pub push_platform: PushPlatform,
    /// The vendor of the device of an online push; 0 for an offline push. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type: Option<PushPlatform>,
    /// How far the push has come.
    pub push_stage: PushStage,
    /// 0 when the push succeeded, else why it did not.
    pub err_code: ErrorCode,
    /// Why the push did not succeed, in words.
    pub err_info: String,
}

impl AllMemberPushEvent {
    /// What makes this event the same as one that came before: events may come twice.
    ///
    /// Begins with the command. Behind it stand, with tabs between them, whether the user was
    /// online, the task, whom it was pushed to, the vendor, the device's vendor where one came, the
    /// stage, and the error code. A key of the whole batch would not do: an event that comes again
    /// may come in another batch.
    #[must_use]
    pub fn dedup_key(&self) -> String {
        let Self { event_type, task_id, to_account, push_platform, push_stage, err_code, .. } =
            self;
        let command = self.callback_command.command();
        let device = self.device_type.map(|device| device.to_string()).unwrap_or_default();
        format!(
            "{command}:{event_type}\t{task_id}\t{to_account}\t{push_platform}\t{device}\t\
             {push_stage}\t{err_code}"
        )
    }
}
