//! `Call.CallbackAfterMemberChanged`: participants of a call changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::CallUser;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, MapOnly, TextOrInt};
use crate::value::open::open_enum;
use crate::value::{CallId, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// What a participant did (`ActionType`).
    ///
    /// Sample and field table spell several of them differently; each spelling is a value of its
    /// own and is serialised as received.
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/69215)
    CallAction {
        /// Answered the call.
        Answer = "Answer",
        /// Answered the call, in the other spelling.
        Accept = "Accept",
        /// Rejected the call.
        Reject = "Reject",
        /// Did not answer in time.
        NotAnswer = "NotAnswer",
        /// Hung up.
        Hangup = "Hangup",
        /// Hung up, in the other spelling.
        HangUp = "Hang Up",
        /// Joined the call.
        Join = "Join",
        /// Went offline.
        Offline = "Offline",
        /// Was invited.
        Invite = "Invite",
        /// Was invited, in the other spelling.
        Invited = "Invited",
        /// Is no longer invited.
        CancelInvite = "Cancel_Invite",
        /// Is no longer invited, in the other spelling.
        CanncelInvite = "Canncel_Invite",
    }
}

/// `Call.CallbackAfterMemberChanged`: participants of a call changed.
///
/// Sent when a participant answers, rejects, hangs up, joins, is invited, or does not answer in
/// time.
///
/// [Official page](https://www.tencentcloud.com/document/product/647/69215)
#[doc(alias = "Call.CallbackAfterMemberChanged")]
#[cfg_attr(doc, doc = page!("Call.CallbackAfterMemberChanged", call::AfterMemberChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMemberChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMemberChanged>,
    /// The call.
    pub call_id: CallId,
    /// All participants.
    pub user_list: Vec<CallUser>,
    /// The participants that changed.
    pub changed_user_list: Vec<ChangedUser>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A participant that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ChangedUser {
    /// The participant's account.
    #[serde(rename = "User_Account", with = "As::<TextOrInt>")]
    pub user_account: UserId,
    /// What the participant did.
    pub action_type: CallAction,
}

impl Callback for AfterMemberChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.call_id)
    }
}
