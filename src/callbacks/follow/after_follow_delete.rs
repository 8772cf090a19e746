//! `Follow.CallbackAfterFollowDelete`: a user unfollowed others.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, between, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `Follow.CallbackAfterFollowDelete`: a user unfollowed others.
///
/// Sent after a user unfollows others from a client, or after the admin makes the user unfollow
/// them through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/70356)
#[doc(alias = "Follow.CallbackAfterFollowDelete")]
#[cfg_attr(doc, doc = page!("Follow.CallbackAfterFollowDelete", follow::AfterFollowDelete, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterFollowDelete {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterFollowDelete>,
    /// The user who unfollowed the others.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The unfollowed users. This is a list, although the name suggests a single account.
    #[serde(rename = "To_Account")]
    pub to_account: Vec<UserId>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for AfterFollowDelete {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let pairs = self.to_account.iter().map(|user| (&self.from_account, user));
        between(pairs).or(present(&self.from_account))
    }
}
