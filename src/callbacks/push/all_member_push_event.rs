use macro_rules_attribute::derive;
use serde::Serialize;

use super::{AllMemberPush, AllMemberPushEventType, PushPlatform, PushStage};
use crate::callbacks::CommandTag;
use crate::json::MapOnly;
use crate::value::{ErrorCode, UnixSeconds, UserId};

/// The push of one task to one user.
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
    /// The id that the app gave in the push request. Absent if it gave none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_id: Option<String>,
    /// When the task started.
    pub task_time: UnixSeconds,
    /// When the event happened, in seconds. Other families send milliseconds. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixSeconds>,
    /// The user to whom the push was sent.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The vendor whose service sent the push.
    pub push_platform: PushPlatform,
    /// The vendor of the device for an online push, 0 for an offline push. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type: Option<PushPlatform>,
    /// The stage of the push.
    pub push_stage: PushStage,
    /// 0 if the push succeeded, otherwise the error code of the failure.
    pub err_code: ErrorCode,
    /// A description of the failure.
    pub err_info: String,
}
