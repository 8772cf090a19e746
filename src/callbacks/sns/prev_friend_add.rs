//! `Sns.CallbackPrevFriendAdd`: a user is about to ask others to be friends.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, between};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{Flag, UnixMillis, UserId};
use crate::verdict::FriendVerdict;

open_enum! {
    /// On which side a friend is added (`AddType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/43468)
    AddType {
        /// The asked is in the list of the one who asks, not the other way round.
        Single = "Add_Type_Single",
        /// Each is in the other's list. The default.
        Both = "Add_Type_Both",
    }
}

/// `Sns.CallbackPrevFriendAdd`: a user is about to ask others to be friends, and the answer decides
/// for each of them.
///
/// Sent when a user does so from a client. Friends added through REST do not trigger it.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/43468)
#[doc(alias = "Sns.CallbackPrevFriendAdd")]
#[cfg_attr(doc, doc = page!("Sns.CallbackPrevFriendAdd", sns::PrevFriendAdd, FriendVerdict))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct PrevFriendAdd {
    /// The command, as in the URL.
    pub callback_command: CommandTag<PrevFriendAdd>,
    /// Who issued the request.
    #[serde(rename = "Requester_Account")]
    pub requester_account: UserId,
    /// The user who asks.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// Those who are asked, one item each.
    pub friend_item: Vec<FriendItem>,
    /// Whether they shall be friends on one side or on both.
    pub add_type: AddType,
    /// Set when an admin forces it.
    pub force_add_flags: Flag,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// Somebody who is asked to be a friend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct FriendItem {
    /// Who is asked.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// What the one who asks calls them, at most 96 bytes; absent when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// The friend list they go to, at most 30 bytes; absent when not given. `TagName` in the
    /// response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// Where they met: `AddSource_Type_` and a word of the app, `AddSource_Type_Android` for
    /// example.
    pub add_source: String,
    /// What the one who asks wrote, at most 256 bytes; absent when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_wording: Option<String>,
}

impl Callback for PrevFriendAdd {
    type Verdict = FriendVerdict;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let pairs = self.friend_item.iter().map(|item| (&self.from_account, &item.to_account));
        between(pairs).or(Some(Cow::Borrowed(self.from_account.as_str())))
    }

    fn targets(&self) -> Vec<UserId> {
        self.friend_item.iter().map(|item| item.to_account.clone()).collect()
    }
}
