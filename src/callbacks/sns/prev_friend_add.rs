//! `Sns.CallbackPrevFriendAdd`: a user is about to ask others to be friends.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, between, present};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{Flag, UnixMillis, UserId};
use crate::verdict::FriendVerdict;

open_enum! {
    /// Whether a friend is added on one side or on both (`AddType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/43468)
    AddType {
        /// Only the list of the requesting user changes.
        Single = "Add_Type_Single",
        /// The lists of both users change. This is the default.
        Both = "Add_Type_Both",
    }
}

/// `Sns.CallbackPrevFriendAdd`: a user is about to ask others to be friends, and the answer decides
/// for each of them.
///
/// Sent when a user adds friends from a client. Friends added through REST do not trigger it.
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
    /// The account that issued the request.
    #[serde(rename = "Requester_Account")]
    pub requester_account: UserId,
    /// The user who sends the friend requests.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The requested friends, one item each.
    pub friend_item: Vec<FriendItem>,
    /// Whether the friends are added on one side or on both.
    pub add_type: AddType,
    /// Set if an admin forces the friendship.
    pub force_add_flags: Flag,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A requested friend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct FriendItem {
    /// The user who is asked.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The name that the requesting user gives the friend, at most 96 bytes. Absent if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// The friend list that the friend is added to, at most 30 bytes. Absent if not given. The
    /// response calls it `TagName`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// The source of the request: `AddSource_Type_` followed by a keyword of the app, such as
    /// `AddSource_Type_Android`.
    pub add_source: String,
    /// What the requesting user wrote, at most 256 bytes. Absent if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_wording: Option<String>,
}

impl Callback for PrevFriendAdd {
    type Verdict = FriendVerdict;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let pairs = self.friend_item.iter().map(|item| (&self.from_account, &item.to_account));
        between(pairs).or(present(&self.from_account))
    }

    fn targets(&self) -> Vec<UserId> {
        self.friend_item.iter().map(|item| item.to_account.clone()).collect()
    }
}
