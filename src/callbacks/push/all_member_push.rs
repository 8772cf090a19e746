//! `Push.AllMemberPush`: a push task has reached users.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::AllMemberPushEvent;
use crate::callbacks::Request;
use crate::wire::object;

/// `Push.AllMemberPush`: a push task has reached users. Doc 1047/67551.
///
/// Sent with the results, 1 to 100 at a time, of a push to all users, to some by tag, or to one,
/// when the push plugin is switched on: each event is one push to one user. Events may come late,
/// twice and out of order. The command stands in each event; the body as a whole has none.
#[doc(alias = "Push.AllMemberPush")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AllMemberPush {
    /// The events, 1 to 100.
    pub events: Vec<AllMemberPushEvent>,
}

object!(AllMemberPush);

impl Request for AllMemberPush {
    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}
