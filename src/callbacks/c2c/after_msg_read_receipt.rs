//! `C2C.CallbackAfterMsgReadReceipt`: a user sent read receipts for one-to-one messages.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, pair};
use crate::json::MapOnly;
use crate::value::{MsgId, MsgKey, UnixMillis, UserId};
use crate::verdict::Ack;

/// `C2C.CallbackAfterMsgReadReceipt`: a user sent read receipts for one-to-one messages.
///
/// Sent after a client, or the admin through REST, sends a read receipt for single messages. For a
/// whole conversation, [`AfterMsgReport`](super::AfterMsgReport) is sent. Available since 2026-02,
/// in China only; there is no international page.
///
/// [Official page](https://cloud.tencent.com/document/product/269/128223)
#[doc(alias = "C2C.CallbackAfterMsgReadReceipt")]
#[cfg_attr(doc, doc = page!("C2C.CallbackAfterMsgReadReceipt", c2c::AfterMsgReadReceipt, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterMsgReadReceipt {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterMsgReadReceipt>,
    /// The account that has read the messages.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// The other account of the conversation.
    #[serde(rename = "Peer_Account")]
    pub peer_account: UserId,
    /// The messages that were read.
    #[serde(rename = "C2CMsgInfo")]
    pub c2c_msg_info: Vec<ReadMsg>,
    /// When the event happened. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// A message that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ReadMsg {
    /// The sender of the message. In the sample only. May be absent.
    #[serde(rename = "From_Account", skip_serializing_if = "Option::is_none")]
    pub from_account: Option<UserId>,
    /// The recipient of the message. In the sample only. May be absent.
    #[serde(rename = "To_Account", skip_serializing_if = "Option::is_none")]
    pub to_account: Option<UserId>,
    /// The key of the message; the recall API needs it.
    pub msg_key: MsgKey,
    /// The id of the message on the client. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_id: Option<MsgId>,
}

impl Callback for AfterMsgReadReceipt {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        pair(&self.operator_account, &self.peer_account)
    }
}
