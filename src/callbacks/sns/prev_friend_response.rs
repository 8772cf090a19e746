//! `Sns.CallbackPrevFriendResponse`: a user is about to answer friend requests.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, between, present};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{UnixMillis, UserId};
use crate::verdict::FriendVerdict;

open_enum! {
    /// How a user responds to a friend request (`ResponseAction`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/43467)
    ResponseAction {
        /// The user agrees and adds the requesting user in turn.
        AgreeAndAdd = "Response_Action_AgreeAndAdd",
        /// The user agrees to be added.
        Agree = "Response_Action_Agree",
        /// The user refuses.
        Reject = "Response_Action_Reject",
    }
}

/// `Sns.CallbackPrevFriendResponse`: a user is about to answer friend requests, and the answer
/// decides for each of them.
///
/// Sent when a user accepts or refuses friend requests from a client. Responses through REST do not
/// trigger it.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/43467)
#[doc(alias = "Sns.CallbackPrevFriendResponse")]
#[cfg_attr(doc, doc = page!("Sns.CallbackPrevFriendResponse", sns::PrevFriendResponse, FriendVerdict))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct PrevFriendResponse {
    /// The command, as in the URL.
    pub callback_command: CommandTag<PrevFriendResponse>,
    /// The account that issued the request.
    #[serde(rename = "Requester_Account")]
    pub requester_account: UserId,
    /// The user who responds.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The responses, one for each requesting user.
    pub response_friend_item: Vec<ResponseFriendItem>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// The response to one friend request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ResponseFriendItem {
    /// The user who sent the friend request.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// The name that the responding user gives the friend. Absent if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// The friend list that the friend is added to. Absent if not given. The request calls it
    /// `GroupName`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag_name: Option<String>,
    /// The response.
    pub response_action: ResponseAction,
}

impl Callback for PrevFriendResponse {
    type Verdict = FriendVerdict;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let items = self.response_friend_item.iter();
        between(items.map(|item| (&self.from_account, &item.to_account)))
            .or(present(&self.from_account))
    }

    fn targets(&self) -> Vec<UserId> {
        self.response_friend_item.iter().map(|item| item.to_account.clone()).collect()
    }
}
