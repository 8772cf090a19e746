//! `Sns.CallbackFriendDelete`: friends were removed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Pair;
use crate::callbacks::{Callback, CommandTag, between};
use crate::json::MapOnly;
use crate::value::UnixMillis;
use crate::verdict::Ack;

/// `Sns.CallbackFriendDelete`: friends were removed.
///
/// Sent after friends are removed from a client or through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34360)
#[doc(alias = "Sns.CallbackFriendDelete")]
#[cfg_attr(doc, doc = page!("Sns.CallbackFriendDelete", sns::FriendDelete, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct FriendDelete {
    /// The command, as in the URL.
    pub callback_command: CommandTag<FriendDelete>,
    /// The affected pairs. A change on both sides appears as two mirrored pairs.
    pub pair_list: Vec<Pair>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for FriendDelete {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        between(self.pair_list.iter().map(Pair::accounts))
    }
}
