use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;
use crate::value::MsgKey;

/// A recalled message of an official account.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60805)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct WithdrawMsg {
    /// The key of the message, as in [`AfterSendMsg`](super::AfterSendMsg).
    pub msg_key: MsgKey,
}
