//! The replay guard that all endpoints share.

use std::time::Duration;

use redis::RedisError;
use redis::aio::ConnectionManager;
use tim_callback::UnixSeconds;
use tim_callback::replay::{ReplayGuardAsync, ReplayKey};

/// How much longer a key is kept than its signature is valid by this machine's clock. On a machine
/// whose clock is behind, the signature is valid for longer.
const CLOCKS_DIFFER_BY: Duration = Duration::from_secs(60);

/// Remembers in Redis which before-commands were received.
///
/// After-commands do not go through it. If one were remembered before it is stored, and storing
/// then failed, its repetition would be acknowledged and the event lost. The script that stores
/// after-commands remembers them instead.
pub(crate) struct RedisReplayGuard {
    connection: ConnectionManager,
}

impl RedisReplayGuard {
    pub(crate) fn new(connection: ConnectionManager) -> Self {
        Self { connection }
    }
}

impl ReplayGuardAsync for RedisReplayGuard {
    type Error = RedisError;

    async fn is_new_async(
        &self,
        key: &ReplayKey,
        expires: UnixSeconds,
        now: UnixSeconds,
    ) -> Result<bool, RedisError> {
        let valid_for = expires.get().saturating_sub(now.get());
        let set: Option<String> = redis::cmd("SET")
            .arg(format!("tim:replay:{key}"))
            .arg(1)
            .arg("NX")
            .arg("EX")
            // One second more, because the signature is still valid in its last second.
            .arg(valid_for + 1 + CLOCKS_DIFFER_BY.as_secs())
            .query_async(&mut self.connection.clone())
            .await?;
        Ok(set.is_some())
    }
}
