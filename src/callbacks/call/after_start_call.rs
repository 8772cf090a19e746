//! `Call.CallbackAfterStartCall`: a call began.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{CallUser, MediaType, RoomIdType};
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::{CallId, GroupId, RoomId, UnixMillis};
use crate::verdict::Ack;

/// `Call.CallbackAfterStartCall`: a call began.
///
/// Sent after a client starts a call.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/68941)
#[doc(alias = "Call.CallbackAfterStartCall")]
#[cfg_attr(doc, doc = page!("Call.CallbackAfterStartCall", call::AfterStartCall, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterStartCall {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterStartCall>,
    /// The call.
    pub call_info: CallInfo,
    /// The participants.
    pub user_list: Vec<CallUser>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A call that began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CallInfo {
    /// The call.
    pub call_id: CallId,
    /// Whether it is an audio or a video call. May be absent; the field table calls it `MediaType`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_media_type: Option<MediaType>,
    /// `CallMediaType` under the name of the field table. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<MediaType>,
    /// The group of the call. May be absent or empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_group_id: Option<GroupId>,
    /// The room of the call: a number or text, as `RoomIdType` says. May be absent or empty.
    #[serde(default, with = "As::<Option<TextOrInt>>", skip_serializing_if = "Option::is_none")]
    pub room_id: Option<RoomId>,
    /// Whether the room's id is a number or text. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_id_type: Option<RoomIdType>,
}

impl CallInfo {
    /// Whether it is an audio or a video call, under whichever of the two names it came.
    #[must_use]
    pub fn media(&self) -> Option<&MediaType> {
        let named = |media: &&MediaType| !media.as_str().is_empty();
        self.call_media_type.as_ref().filter(named).or(self.media_type.as_ref().filter(named))
    }
}

impl Callback for AfterStartCall {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.call_info.call_id)
    }
}
