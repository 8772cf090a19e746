//! `Push.AllMemberPush`: a push task has reached users.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::AllMemberPushEvent;
use crate::callbacks::Callback;
use crate::json::MapOnly;
use crate::verdict::Ack;

/// `Push.AllMemberPush`: a push task has reached users.
///
/// Sent with the results of a push to all users, to users with a tag, or to one user, if the push
/// plugin is switched on. A body carries 1 to 100 events, and each event is one push to one user.
/// Events may arrive late, twice and out of order. The command is in each event, not in the body as
/// a whole.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/67551)
#[doc(alias = "Push.AllMemberPush")]
#[cfg_attr(doc, doc = page!("Push.AllMemberPush", push::AllMemberPush, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AllMemberPush {
    /// The events, 1 to 100.
    pub events: Vec<AllMemberPushEvent>,
}

impl Callback for AllMemberPush {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}
