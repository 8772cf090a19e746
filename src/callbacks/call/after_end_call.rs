//! `Call.CallbackAfterEndCall`: a call ended.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::number::open_number;
use crate::value::open::open_enum;
use crate::value::{CallId, RoomId, UnixMillis, UnixSeconds, UserId};
use crate::verdict::Ack;

open_enum! {
    /// Whether a call has video (`MediaType`, `CallMediaType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/68940)
    MediaType {
        /// Audio only.
        Audio = "Audio",
        /// Audio and video.
        Video = "Video",
    }
}

open_enum! {
    /// The kind of a call (`CallType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/68940)
    CallType {
        /// Between two users.
        SingleCall = "SingleCall",
        /// Between several users.
        MultiCall = "MultiCall",
    }
}

open_enum! {
    /// How a call ended (`CallResult`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/68940)
    CallResult {
        /// The caller hung up before an answer.
        Cancel = "Cancel",
        /// It was rejected.
        Reject = "Reject",
        /// Nobody answered in time.
        NotAnswer = "NotAnswer",
        /// A participant hung up.
        NormalEnd = "NormalEnd",
        /// The called user was in another call.
        CallBusy = "CallBusy",
        /// The call was interrupted.
        Interrupt = "Interrupt",
        /// A participant went offline.
        Offline = "Offline",
    }
}

open_number! {
    /// The kind of a room id (`RoomIdType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/68940)
    RoomIdType {
        /// A number.
        NUMBER = 1,
        /// Text.
        TEXT = 2,
    }
}

/// `Call.CallbackAfterEndCall`: a call ended.
///
/// Sent when at most one participant is left.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68940)
#[doc(alias = "Call.CallbackAfterEndCall")]
#[cfg_attr(doc, doc = page!("Call.CallbackAfterEndCall", call::AfterEndCall, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterEndCall {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterEndCall>,
    /// The record of the call.
    pub call_record: CallRecord,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// The record of a call that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CallRecord {
    /// The call.
    pub call_id: CallId,
    /// The account that started the call.
    #[serde(rename = "Caller_Account", with = "As::<TextOrInt>")]
    pub caller_account: UserId,
    /// Whether it was an audio or a video call.
    pub media_type: MediaType,
    /// Whether the call was between two users or several.
    pub call_type: CallType,
    /// When the call began.
    pub start_time: UnixSeconds,
    /// When the call ended.
    pub end_time: UnixSeconds,
    /// When the call was answered; 0 if it never was. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_time: Option<UnixSeconds>,
    /// How the call ended.
    pub call_result: CallResult,
    /// The accounts that were called.
    #[serde(rename = "CalleeList_Account", with = "As::<Vec<TextOrInt>>")]
    pub callee_list_account: Vec<UserId>,
    /// The room of the call: a number or text, as `RoomIdType` says. May be absent.
    #[serde(default, with = "As::<Option<TextOrInt>>", skip_serializing_if = "Option::is_none")]
    pub room_id: Option<RoomId>,
    /// Whether the room's id is a number or text. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_id_type: Option<RoomIdType>,
}

impl Callback for AfterEndCall {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.call_record.call_id)
    }
}
