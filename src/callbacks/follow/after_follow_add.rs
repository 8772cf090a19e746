//! `Follow.CallbackAfterFollowAdd`: a user followed others.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, between, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `Follow.CallbackAfterFollowAdd`: a user followed others.
///
/// Sent after a user follows others from a client, or after the admin makes the user follow them
/// through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/70355)
#[doc(alias = "Follow.CallbackAfterFollowAdd")]
#[cfg_attr(doc, doc = page!("Follow.CallbackAfterFollowAdd", follow::AfterFollowAdd, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterFollowAdd {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterFollowAdd>,
    /// The follower.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The followed users. They are objects here, but plain accounts in
    /// `Follow.CallbackAfterFollowDelete`.
    pub follow_list: Vec<Followed>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A followed user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Followed {
    /// The account of the followed user.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
}

impl Callback for AfterFollowAdd {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let pairs = self.follow_list.iter().map(|user| (&self.from_account, &user.to_account));
        between(pairs).or(present(&self.from_account))
    }
}
