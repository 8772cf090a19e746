use macro_rules_attribute::derive;
use serde::Serialize;

use crate::json::MapOnly;
use crate::value::MsgKey;

/// A message of an official account that was recalled.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60805)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct WithdrawMsg {
    /// The key that [`AfterSendMsg`](super::AfterSendMsg) gave for the message.
    pub msg_key: MsgKey,
}
