//! `Group.CallbackOnDailyGroupQuotaAlarm`: the app has created most of the groups that it may
//! create in a day.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, Int, MapOnly};
use crate::value::UnixMillis;
use crate::verdict::Ack;

/// `Group.CallbackOnDailyGroupQuotaAlarm`: the app has created most of the groups that it may
/// create in a day.
///
/// Sent after a group is created from a client or through REST, when the day's net increase
/// (created minus disbanded) exceeds 70 % of the quota. It concerns the app, not a group.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/57455)
#[doc(alias = "Group.CallbackOnDailyGroupQuotaAlarm")]
#[cfg_attr(doc, doc = page!("Group.CallbackOnDailyGroupQuotaAlarm", group::OnDailyGroupQuotaAlarm, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OnDailyGroupQuotaAlarm {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OnDailyGroupQuotaAlarm>,
    /// Today's net increase of groups.
    #[serde(with = "As::<Int>")]
    pub quota_used: u64,
    /// The daily limit for the net increase of groups.
    #[serde(with = "As::<Int>")]
    pub quota: u64,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for OnDailyGroupQuotaAlarm {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}
