//! `Call.CallbackAfterRecordChanged`: the recording of a call changed its state.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::RecordingInfo;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly};
use crate::value::{CallId, RecordingEventGroup, UnixMillis};
use crate::verdict::Ack;

/// `Call.CallbackAfterRecordChanged`: the recording of a call changed its state.
///
/// Sent when the recorder starts, and when the recording is uploaded. The body carries an event of
/// the TRTC recording service.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/80345)
#[doc(alias = "Call.CallbackAfterRecordChanged")]
#[cfg_attr(doc, doc = page!("Call.CallbackAfterRecordChanged", call::AfterRecordChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterRecordChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterRecordChanged>,
    /// The call.
    pub call_id: CallId,
    /// The event of the recording service.
    pub callback: RecordingEvent,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// An event of the recording service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RecordingEvent {
    /// The kind of recording.
    pub event_group_id: RecordingEventGroup,
    /// The number of the event at the recording service, such as 301 for the start of the recorder.
    #[serde(with = "As::<Int>")]
    pub event_type: u64,
    /// When the callback was sent. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_ts: Option<UnixMillis>,
    /// What happened.
    pub event_info: RecordingInfo,
    /// The kind of kit. In the sample only. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub kit_type: Option<u64>,
}

impl Callback for AfterRecordChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.call_id)
    }
}
