use macro_rules_attribute::derive;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::business_id::business_id;
use crate::json::{As, Int, MapOnly, null_as_default};
use crate::message::DataError;
use crate::message::custom::parsed;
use crate::value::number::open_number;
use crate::value::open::open_enum;
use crate::value::{GroupId, UserId};

business_id!(SignalingId = 1 as u64);

/// An invitation, or the answer to one: the envelope of call signaling.
///
/// Sources: `tsignaling-wx.js` of `TUICallKit` (`MiniProgram`), `CallMessageParser.kt` of
/// `TUIKit_Android`, `callMessageUtils.ts` of TUIKit_uni-app,
/// `tencent_cloud_chat_message_calling_message.dart` of chat-demo-flutter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Signaling {
    #[serde(rename = "businessID")]
    business_id: SignalingId,
    /// The id of the invitation, the same in all answers to it.
    #[serde(rename = "inviteID")]
    pub invite_id: String,
    /// The user who invited.
    pub inviter: UserId,
    /// The invited users; in an acceptance or refusal, the user who answers. Empty if absent.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub invitee_list: Vec<UserId>,
    /// What this is: an invitation or an answer.
    pub action_type: SignalingAction,
    /// The payload, usually JSON text; see [`data_json`](Self::data_json). Empty if absent.
    #[serde(default, deserialize_with = "null_as_default")]
    pub data: String,
    /// How long the invitation is valid, in seconds. 0 in an answer or at the end of a call. May be
    /// absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u64>,
    /// The group. Empty or absent for one-to-one calls.
    #[serde(rename = "groupID", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
}

open_number! {
    /// What a [`Signaling`] message is (`actionType`).
    SignalingAction {
        /// An invitation. The end of a call is one, too, with the command `hangup`.
        INVITE = 1,
        /// The inviter cancels.
        CANCEL = 2,
        /// An invited user accepts.
        ACCEPT = 3,
        /// An invited user refuses.
        REJECT = 4,
        /// Nobody answered in time.
        TIMEOUT = 5,
    }
}

impl Signaling {
    /// Parses `data` as JSON, such as a [`CallData`].
    ///
    /// # Errors
    ///
    /// Returns an error if it is not JSON of type `T`. The error does not quote it.
    pub fn data_json<T: DeserializeOwned>(&self) -> Result<T, DataError> {
        parsed(&self.data)
    }
}

business_id!(AvCallId = "av_call" as String);

/// A call, in the `data` of a [`Signaling`] message: `av_call`.
///
/// Sources: `TRTCSignalFactory.m` (iOS) and `TSignalingClient.js` (`MiniProgram`) of `TUICallKit`,
/// `TRTCCalling.java` of TIMSDK (Android).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub struct CallData {
    #[serde(rename = "businessID")]
    business_id: AvCallId,
    /// The version of the format, 4. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// `iOS`, `Android`, `MiniApp` or another. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// 1 for an audio call, 2 for a video call, 0 if unknown. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub call_type: Option<u64>,
    /// The number of the room. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub room_id: Option<u64>,
    /// How long the call lasted, in seconds, if the command is `hangup`. Some clients always send
    /// it. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub call_end: Option<u64>,
    /// Present if the user who refuses is in another call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_busy: Option<String>,
    /// The details. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<CallDetails>,
}

/// The details of a [`CallData`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub struct CallDetails {
    /// What is asked for. May be absent or empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cmd: Option<CallCommand>,
    /// The number of the room. May be absent or 0.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub room_id: Option<u64>,
    /// Empty, `lineBusy`, or a text. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The users of a call with several. Empty if absent.
    #[serde(
        rename = "userIDs",
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub user_ids: Vec<UserId>,
    /// The caller. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inviter: Option<UserId>,
}

open_enum! {
    /// What a call's signaling asks for (`cmd`).
    CallCommand {
        /// An audio call.
        AudioCall = "audioCall",
        /// A video call.
        VideoCall = "videoCall",
        /// The end of the call.
        Hangup = "hangup",
        /// To go on without video.
        SwitchToAudio = "switchToAudio",
        /// To go on with video.
        SwitchToVideo = "switchToVideo",
    }
}

impl CallData {
    /// The command of the details, unless it is absent or empty.
    #[must_use]
    pub fn command(&self) -> Option<&CallCommand> {
        let command = self.data.as_ref()?.cmd.as_ref()?;
        (!command.as_str().is_empty()).then_some(command)
    }
}
