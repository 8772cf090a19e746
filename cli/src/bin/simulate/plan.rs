//! What to send, and to whom.

use tim_callback::testing::Signer;
use tim_callback::{CallbackCommand, SdkAppId, Token};
use ureq::tls::RootCerts;

pub struct Plan {
    pub url: String,
    /// Whose certificates are trusted.
    pub roots: RootCerts,
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
