use std::fmt;

use sha2::{Digest, Sha256};

use super::Verified;
use super::sign::{self, Sha};
use crate::value::UnixSeconds;

/// What is the same when a signed callback is sent again: app, command, signature and body.
///
/// Parameters that no one checks are not in it, so changing one does not make a callback new.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReplayKey(Sha);

impl ReplayKey {
    /// The key's 32 bytes. They are a digest: neither signature nor body can be read from them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ReplayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base16ct::lower::encode_string(&self.0))
    }
}

impl fmt::Debug for ReplayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReplayKey({self})")
    }
}

impl Verified<'_> {
    /// The key to remember the callback by, and when it may be forgotten: then its signature is
    /// stale. `None` if it was not verified by a signature.
    #[must_use]
    pub fn replay_key(&self) -> Option<(ReplayKey, UnixSeconds)> {
        let expires = self.expires?;
        let signature = sign::decode(self.query.sign()?)?;
        let command = self.query.command_name();
        let digest = Sha256::new()
            .chain_update(self.query.sdk_app_id().get().to_be_bytes())
            .chain_update((command.len() as u64).to_be_bytes())
            .chain_update(command)
            .chain_update(signature)
            .chain_update(&self.body)
            .finalize();
        Some((ReplayKey(digest.into()), expires))
    }

    /// When the callback was verified, by the clock that verified it.
    #[must_use]
    pub fn verified_at(&self) -> UnixSeconds {
        self.at
    }
}
