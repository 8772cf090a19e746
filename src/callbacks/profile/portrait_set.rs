//! `Profile.CallbackPortraitSet`: the profile of a user was changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::ProfileItem;
use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{UnixMillis, UserId};
use crate::verdict::Ack;

/// `Profile.CallbackPortraitSet`: the profile of a user was changed.
///
/// Sent after the profile is changed from a client or through REST. The subscription to profile
/// changes must be switched on in the console.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/48733)
#[doc(alias = "Profile.CallbackPortraitSet")]
#[cfg_attr(doc, doc = page!("Profile.CallbackPortraitSet", profile::PortraitSet, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct PortraitSet {
    /// The command, as in the URL.
    pub callback_command: CommandTag<PortraitSet>,
    /// The account that issued the request. This is the user or an admin.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The user whose profile was changed.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// The changed fields.
    pub profile_item: Vec<ProfileItem>,
}

impl Callback for PortraitSet {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.from_account)
    }
}
