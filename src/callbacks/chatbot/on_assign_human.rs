//! `ChatBot.OnAssignHuman`: a session is about to be assigned to an agent.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::MapOnly;
use crate::value::{SessionId, UnixMillis, UserId};
use crate::verdict::AssignVerdict;

/// `ChatBot.OnAssignHuman`: a session is about to be assigned to an agent, and the answer decides.
///
/// Sent when a user asks for a human, if agents are assigned by callback.
///
/// The page of 2024 spells the name `ChatBot.OnAssignAgent`; both are accepted.
///
/// [Official page](https://www.tencentcloud.com/document/product/1229/68988)
#[doc(alias = "ChatBot.OnAssignHuman")]
#[cfg_attr(doc, doc = page!("ChatBot.OnAssignHuman", chatbot::OnAssignHuman, AssignVerdict))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OnAssignHuman {
    /// The command, as in the URL.
    pub callback_command: CommandTag<OnAssignHuman>,
    /// The session.
    pub session_id: SessionId,
    /// The user who asks for a human.
    pub client_user_id: UserId,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl Callback for OnAssignHuman {
    type Verdict = AssignVerdict;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.session_id)
    }
}
