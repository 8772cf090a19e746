//! Keys for queues: what is the same event, and what must stay in order.

use sha2::{Digest, Sha256};

use super::{Call, Callback};

impl<C: Callback> Call<C> {
    /// What makes this event the same as one that came before: after-commands may be repeated.
    ///
    /// Begins with the command. Behind it stands what identifies the event, the topic or group and
    /// `MsgSeq` of a group message for example, and where nothing does the SHA-256 of command and
    /// body. A `Push.*` body is a batch: its events have keys of their own.
    #[must_use]
    pub fn dedup_key(&self) -> String {
        let command = C::COMMAND.name();
        match self.request().natural_key() {
            Some(key) => format!("{command}:{key}"),
            None => hashed(command, self.raw_body()),
        }
    }

    /// What this event must stay in order with: its topic, else its group, else its two accounts
    /// (the same key in either direction), else the one account it concerns. `None` for events that
    /// concern the app as a whole.
    #[must_use]
    pub fn ordering_key(&self) -> Option<String> {
        self.request().ordering_key().map(std::borrow::Cow::into_owned)
    }
}

pub(super) fn hashed(command: &str, body: &[u8]) -> String {
    let digest = Sha256::new().chain_update(command).chain_update(body).finalize();
    format!("{command}:{}", base16ct::lower::encode_string(&digest))
}
