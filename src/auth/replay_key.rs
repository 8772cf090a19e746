use std::fmt;

use sha2::{Digest, Sha256};

use super::Verified;
use super::sign::{self, Sha};
use crate::value::UnixSeconds;

/// A key that is equal when a signed callback is sent again: a digest of app, command, signature
/// and body.
///
/// Unchecked parameters are left out, so changing one does not make a callback new.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReplayKey(Sha);

impl ReplayKey {
    /// The 32 bytes of the key. They are a digest: neither signature nor body can be recovered from
    /// them.
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
    /// The key of the callback, and the last second in which its signature is valid, after which
    /// you can forget the key. `None` if no signature was checked.
    #[must_use]
    pub fn replay_key(&self) -> Option<(ReplayKey, UnixSeconds)> {
        let expires = self.expires?;
        let signature = sign::hex(self.query.sign()?)?;
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

    /// When the callback was verified, according to the clock used for it.
    #[must_use]
    pub fn verified_at(&self) -> UnixSeconds {
        self.at
    }
}
