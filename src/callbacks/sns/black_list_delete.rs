//! `Sns.CallbackBlackListDelete`: users were taken off a blocklist.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Pair;
use crate::callbacks::{Callback, CommandTag, between};
use crate::json::MapOnly;
use crate::value::UnixMillis;
use crate::verdict::Ack;

/// `Sns.CallbackBlackListDelete`: users were taken off a blocklist.
///
/// Sent after a user unblocks others from a client or the admin does so through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34362)
#[doc(alias = "Sns.CallbackBlackListDelete")]
#[cfg_attr(doc, doc = page!("Sns.CallbackBlackListDelete", sns::BlackListDelete, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BlackListDelete {
    /// The command, as in the URL.
    pub callback_command: CommandTag<BlackListDelete>,
    /// The affected pairs. A change on both sides appears as two mirrored pairs.
    pub pair_list: Vec<Pair>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for BlackListDelete {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        between(self.pair_list.iter().map(Pair::accounts))
    }
}
