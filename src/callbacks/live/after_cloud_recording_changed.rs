//! `Live.CallbackAfterCloudRecordingChanged`: a cloud recording started or stopped.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::RecordingInfo;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly};
use crate::value::{RecordingEventGroup, UnixMillis};
use crate::verdict::Ack;

/// `Live.CallbackAfterCloudRecordingChanged`: a cloud recording started or stopped.
///
/// The body is an event of the TRTC recording service.
///
/// An international page spells the name `Follow.CallbackAfterCloudRecordingChanged`; both are
/// accepted.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/78428)
#[doc(alias = "Live.CallbackAfterCloudRecordingChanged")]
#[cfg_attr(doc, doc = page!("Live.CallbackAfterCloudRecordingChanged", live::AfterCloudRecordingChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterCloudRecordingChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterCloudRecordingChanged>,
    /// The kind of recording.
    pub event_group_id: RecordingEventGroup,
    /// The number of the event at the recording service, such as 305.
    #[serde(with = "As::<Int>")]
    pub event_type: u64,
    /// When the callback was sent. This command has no `EventTime`. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_ts: Option<UnixMillis>,
    /// What happened.
    pub event_info: RecordingInfo,
}

impl Callback for AfterCloudRecordingChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.event_info.room_id)
    }
}
