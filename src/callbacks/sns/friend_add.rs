//! `Sns.CallbackFriendAdd`: users became friends.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::Pair;
use crate::callbacks::{Callback, CommandTag, between};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{Flag, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// What made the users friends (`ClientCmd`).
    ///
    /// Each value has two spellings on the wire. [`is_friend_add`] and [`is_friend_response`]
    /// accept both.
    ///
    /// [`is_friend_add`]: Self::is_friend_add
    /// [`is_friend_response`]: Self::is_friend_response
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34359)
    ClientCmd {
        /// A friend request that needed no approval.
        FriendAdd = "FriendAdd",
        /// The other spelling of `FriendAdd`.
        FriendAddSnakeCase = "friend_add",
        /// The response to a friend request.
        FriendResponse = "FriendResponse",
        /// The other spelling of `FriendResponse`.
        FriendResponseSnakeCase = "friend_response",
    }
}

/// `Sns.CallbackFriendAdd`: users became friends.
///
/// Sent after users become friends, from a client or through REST: directly, after approval, or
/// forced by an admin. Imported friends do not trigger it.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34359)
#[doc(alias = "Sns.CallbackFriendAdd")]
#[cfg_attr(doc, doc = page!("Sns.CallbackFriendAdd", sns::FriendAdd, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct FriendAdd {
    /// The command, as in the URL.
    pub callback_command: CommandTag<FriendAdd>,
    /// The affected pairs. A change on both sides appears as two mirrored pairs.
    pub pair_list: Vec<Pair>,
    /// Whether a request or a response made the users friends.
    pub client_cmd: ClientCmd,
    /// The admin who started it. Empty or absent if no admin did.
    #[serde(rename = "Admin_Account", skip_serializing_if = "Option::is_none")]
    pub admin_account: Option<UserId>,
    /// Set if an admin forced the friendship.
    pub force_flag: Flag,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl ClientCmd {
    /// Whether this is a friend request, in either spelling.
    #[must_use]
    pub fn is_friend_add(&self) -> bool {
        matches!(self, Self::FriendAdd | Self::FriendAddSnakeCase)
    }

    /// Whether this is the response to a friend request, in either spelling.
    #[must_use]
    pub fn is_friend_response(&self) -> bool {
        matches!(self, Self::FriendResponse | Self::FriendResponseSnakeCase)
    }
}

impl Callback for FriendAdd {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        between(self.pair_list.iter().map(Pair::accounts))
    }
}
