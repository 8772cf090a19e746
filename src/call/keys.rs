//! Keys for queues: which deliveries are the same event, and which events must stay in order.

use sha2::{Digest, Sha256};

use super::{Call, Callback};

impl<C: Callback> Call<C> {
    /// A key that is equal for repeated deliveries of one event. After-commands may be repeated.
    ///
    /// It begins with the command. Then follows what identifies the event, such as the topic or
    /// group and the `MsgSeq` of a group message; if nothing does, the SHA-256 of command and body.
    /// A `Push.*` body is a batch: each of its events has its own key.
    #[must_use]
    pub fn dedup_key(&self) -> String {
        let command = C::COMMAND.name();
        match self.request().natural_key() {
            Some(key) => format!("{command}:{key}"),
            None => hashed(command, self.raw_body()),
        }
    }

    /// A key that is equal for events that must stay in order: the topic, else the group, else the
    /// two accounts (the same key in either direction), else the one account concerned. `None` for
    /// events that concern the app as a whole.
    #[must_use]
    pub fn ordering_key(&self) -> Option<String> {
        self.request().ordering_key().map(std::borrow::Cow::into_owned)
    }
}

pub(super) fn hashed(command: &str, body: &[u8]) -> String {
    let digest = Sha256::new().chain_update(command).chain_update(body).finalize();
    format!("{command}:{}", base16ct::lower::encode_string(&digest))
}
