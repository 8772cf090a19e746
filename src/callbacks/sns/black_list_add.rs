//! `Sns.CallbackBlackListAdd`: users were put on a blocklist.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Pair;
use crate::callbacks::{Callback, CommandTag, between};
use crate::json::MapOnly;
use crate::value::UnixMillis;
use crate::verdict::Ack;

/// `Sns.CallbackBlackListAdd`: users were put on a blocklist.
///
/// Sent after a user blocks others from a client or the admin does so through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34361)
#[doc(alias = "Sns.CallbackBlackListAdd")]
#[cfg_attr(doc, doc = page!("Sns.CallbackBlackListAdd", sns::BlackListAdd, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BlackListAdd {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BlackListAdd>,
    /// The affected pairs. A change on both sides appears as two mirrored pairs.
    pub pair_list: Vec<Pair>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for BlackListAdd {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        between(self.pair_list.iter().map(Pair::accounts))
    }
}
