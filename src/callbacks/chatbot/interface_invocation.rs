//! `Chatbot.InterfaceInvocation`: a task of a chatbot calls an API.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::{JsonObject, UnixMillis};
use crate::verdict::VariablesVerdict;

/// `Chatbot.InterfaceInvocation`: a task of a chatbot calls an API, and the answer returns its
/// values.
///
/// Sent when a multi-turn task reaches a node that calls an API.
///
/// [Official page](https://www.tencentcloud.com/document/product/1229/68990)
#[doc(alias = "Chatbot.InterfaceInvocation")]
#[cfg_attr(doc, doc = page!("Chatbot.InterfaceInvocation", chatbot::InterfaceInvocation, VariablesVerdict))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct InterfaceInvocation {
    /// The command, as in the URL.
    pub callback_command: CommandTag<InterfaceInvocation>,
    /// The variables of the task, under names that the app chose, and `SystemClientUserID` and
    /// `SystemSessionID`.
    pub body: JsonObject,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

impl InterfaceInvocation {
    /// `SystemSessionID` of the variables; `None` if it is absent, empty or not a string.
    #[must_use]
    pub fn session_id(&self) -> Option<String> {
        self.body.field::<String>("SystemSessionID").filter(|id| !id.is_empty())
    }
}

impl Callback for InterfaceInvocation {
    type Verdict = VariablesVerdict;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        self.session_id().map(Cow::Owned)
    }
}
