//! Leases, which say who owns a shard.
//!
//! A worker owns a shard until its lease expires, and renews the lease before that. Two workers may
//! believe that they own the same shard: the first was stopped or cut off until its lease expired.
//! The lease therefore counts its owners, and every script that touches the shard's entries first
//! compares owner and count ("fencing"), so in Redis itself there is one owner at any time.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use redis::aio::ConnectionManager;
use redis::{RedisError, Script, ScriptInvocation};

use crate::shard::Shard;

/// A script that only the owner of a shard may run.
macro_rules! fenced {
    ($script:literal) => {
        concat!(include_str!("scripts/fence.lua"), include_str!($script))
    };
}
pub(crate) use fenced;

/// The consumer group that all workers are in.
pub(crate) const GROUP: &str = "workers";

const WORKERS: &str = "tim:workers";

static ACQUIRE: LazyLock<Script> =
    LazyLock::new(|| Script::new(include_str!("scripts/acquire.lua")));
static HEARTBEAT: LazyLock<Script> =
    LazyLock::new(|| Script::new(include_str!("scripts/heartbeat.lua")));
static RENEW: LazyLock<Script> = LazyLock::new(|| Script::new(fenced!("scripts/renew.lua")));
static RELEASE: LazyLock<Script> = LazyLock::new(|| Script::new(fenced!("scripts/release.lua")));

/// The right to process a shard, as far as its owner knows.
#[derive(Debug, Clone)]
pub(crate) struct Lease {
    shard: Shard,
    worker: Arc<str>,
    epoch: u64,
}

/// Why something that only the owner of a shard may do was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OwnerError {
    #[error("the shard has another owner")]
    Fenced,
    #[error(transparent)]
    Redis(RedisError),
}

impl From<RedisError> for OwnerError {
    fn from(error: RedisError) -> Self {
        if error.code() == Some("FENCED") { Self::Fenced } else { Self::Redis(error) }
    }
}

/// Announces that a worker is alive, and returns the names of all that are, including this one.
pub(crate) async fn heartbeat(
    connection: &mut ConnectionManager,
    worker: &str,
    lease: Duration,
) -> Result<Vec<String>, RedisError> {
    HEARTBEAT
        .key(WORKERS)
        .arg(worker)
        .arg(lease.as_millis().to_string())
        .invoke_async(connection)
        .await
}

/// Announces that a worker is about to stop.
pub(crate) async fn farewell(
    connection: &mut ConnectionManager,
    worker: &str,
) -> Result<(), RedisError> {
    redis::cmd("ZREM").arg(WORKERS).arg(worker).query_async(connection).await
}

impl Lease {
    /// Makes the worker the owner of a shard; `None` if the shard has another owner.
    pub(crate) async fn acquire(
        connection: &mut ConnectionManager,
        shard: Shard,
        worker: &Arc<str>,
        lease: Duration,
    ) -> Result<Option<Self>, RedisError> {
        let epoch: Option<u64> = ACQUIRE
            .key(shard.lease())
            .key(shard.stream())
            .arg(&**worker)
            .arg(lease.as_millis().to_string())
            .arg(GROUP)
            .invoke_async(connection)
            .await?;
        Ok(epoch.map(|epoch| Self { shard, worker: Arc::clone(worker), epoch }))
    }

    pub(crate) async fn renew(
        &self,
        connection: &mut ConnectionManager,
        lease: Duration,
    ) -> Result<(), OwnerError> {
        let lease = lease.as_millis().to_string();
        Ok(self.invoke(&RENEW).arg(lease).invoke_async(connection).await?)
    }

    pub(crate) async fn release(
        &self,
        connection: &mut ConnectionManager,
    ) -> Result<(), OwnerError> {
        Ok(self.invoke(&RELEASE).invoke_async(connection).await?)
    }

    /// A call of a [`fenced!`] script, with the key and arguments of the fence.
    pub(crate) fn invoke<'s>(&self, script: &'s Script) -> ScriptInvocation<'s> {
        let mut invocation = script.prepare_invoke();
        invocation.key(self.shard.lease()).arg(&*self.worker).arg(self.epoch);
        invocation
    }

    pub(crate) fn shard(&self) -> Shard {
        self.shard
    }

    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }
}
