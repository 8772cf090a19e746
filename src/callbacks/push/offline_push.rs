//! `Push.OfflinePush`: messages were pushed to offline users.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::OfflinePushEvent;
use crate::callbacks::Callback;
use crate::json::MapOnly;
use crate::verdict::Ack;

/// `Push.OfflinePush`: messages were pushed to offline users.
///
/// Sent with the results if the push plugin is switched on. A body carries 1 to 100 events, and
/// each event is one push to one user. Events may arrive late, twice and out of order. The command
/// is in each event, not in the body as a whole.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/67552)
#[doc(alias = "Push.OfflinePush")]
#[cfg_attr(doc, doc = page!("Push.OfflinePush", push::OfflinePush, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OfflinePush {
    /// The events, 1 to 100.
    pub events: Vec<OfflinePushEvent>,
}

impl Callback for OfflinePush {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}
