//! What to send, and to whom.

use tim_callback::testing::Signer;
use tim_callback::{CallbackCommand, SdkAppId, Token};

pub struct Plan {
    pub url: String,
    pub app: SdkAppId,
    pub token: Option<Token>,
    pub signer: Signer,
    pub sends: Vec<Outgoing>,
}

/// A command and its body.
pub struct Outgoing {
    pub command: CallbackCommand,
    pub body: Vec<u8>,
}
