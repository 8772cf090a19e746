use serde::{Deserialize, Serialize};

use crate::value::MsgKey;
use crate::wire::object;

/// A message of an official account that was recalled. Doc 1047/60805.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct WithdrawMsg {
    /// The key that [`AfterSendMsg`](super::AfterSendMsg) gave for the message.
    pub msg_key: MsgKey,
}

object!(WithdrawMsg);
