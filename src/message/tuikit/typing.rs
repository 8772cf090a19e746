use macro_rules_attribute::derive;
use serde::Serialize;

use super::business_id::business_id;
use crate::json::{As, Int, MapOnly};
use crate::value::Flag;

business_id!(TypingId = "user_typing_status" as String);

/// A user is typing, or has stopped: `user_typing_status`.
///
/// Sources: `TUIC2CChatViewController.m` of TIMSDK (iOS), `TypingMessageProtocol.kt` of
/// `TUIKit_Android_Compose`, `tui_chat_global_model.dart` of chat-uikit-flutter, `typingHeader.vue`
/// of chat-uikit-vue, `MessageInput/index.js` of chat-uikit-wechat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Typing {
    #[serde(rename = "businessID")]
    business_id: TypingId,
    /// Set if the user is typing. The kit for `WeChat` sets it in both cases. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typing_status: Option<Flag>,
    /// 14 if the user is typing; 14 or 0 if not. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub user_action: Option<u64>,
    /// `EIMAMSG_InputStatus_Ing` or `EIMAMSG_InputStatus_End`. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_param: Option<String>,
    /// 0 or 1, which means nothing. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

impl Typing {
    /// Whether the user is typing. The kits differ in which fields they set, so this asks them all.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        let action = self.action_param.as_deref();
        let status = self.typing_status.map_or(self.user_action == Some(14), Flag::is_set);
        status && action != Some("EIMAMSG_InputStatus_End")
    }
}
