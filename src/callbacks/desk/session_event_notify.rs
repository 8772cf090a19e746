//! `Desk.SessionEventNotify`: something happened in a customer service session.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{As, Int, MapOnly, null_as_default};
use crate::message::MsgBody;
use crate::value::open::open_enum;
use crate::value::{MsgKey, SessionId, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// Where a user came from (`ChannelType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1229/68989)
    ChannelType {
        /// The SDK.
        Sdk = "SDK",
        /// A web page.
        Web = "Web",
    }
}

/// `Desk.SessionEventNotify`: something happened in a customer service session.
///
/// Sent for every message of a session, and when a session starts, is transferred, is reassigned or
/// ends. For this command, `RequestID` in the query is documented: it stays the same when a
/// callback is repeated.
///
/// [Official page](https://www.tencentcloud.com/document/product/1229/68989)
#[doc(alias = "Desk.SessionEventNotify")]
#[cfg_attr(doc, doc = page!("Desk.SessionEventNotify", desk::SessionEventNotify, Ack))]
#[derive(Debug, Clone, PartialEq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SessionEventNotify {
    /// The command, as in the URL.
    pub callback_command: CommandTag<SessionEventNotify>,
    /// The session.
    pub session_id: SessionId,
    /// The name of the event, such as `ChatBot.UserSendMsg`.
    pub event: String,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// Where the user came from. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_type: Option<ChannelType>,
    /// The user. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_user_id: Option<UserId>,
    /// The account of the customer service. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_service_id: Option<UserId>,
    /// The agent. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<String>,
    /// The key of the message. Absent unless the event is a message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_key: Option<MsgKey>,
    /// The message. Empty unless the event is a message.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "<[_]>::is_empty"
    )]
    pub msg_body: MsgBody,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Absent if the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
    /// Whether the user is a contact. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_contact_user: Option<bool>,
    /// The user's rating, 1 to 5. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub satisfaction_selected: Option<u64>,
    /// The agent who transferred the session. On the page of the China site only. May be absent or
    /// empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forward_from_agent_id: Option<String>,
}

impl Callback for SessionEventNotify {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.session_id)
    }

    fn msg_body(&self) -> Option<&MsgBody> {
        Some(&self.msg_body).filter(|message| !message.is_empty())
    }
}
