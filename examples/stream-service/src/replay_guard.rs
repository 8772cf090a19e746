//! The replay guard that all endpoints share.

use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::kv::{Store, UpdateErrorKind};
use bytes::Bytes;
use tim_callback::UnixSeconds;
use tim_callback::replay::{ReplayGuardAsync, ReplayKey};
use tokio::sync::OnceCell;
use tokio::time::timeout;

use crate::connection::is_connected;
use crate::settings::NatsSettings;
use crate::streams::open;

/// How long keys are kept. A signature is valid for a minute before and after its time, and the
/// clocks of machines may differ by another one.
const AGE: Duration = Duration::from_secs(180);

/// How long the guard may take. It leaves the decider most of its time.
const WITHIN: Duration = Duration::from_millis(500);

/// Remembers in a bucket which before-commands were received.
///
/// After-commands do not go through it. If one were remembered before it is stored, and storing
/// then failed, its repetition would be acknowledged and the event lost.
#[derive(Debug)]
pub(crate) struct KvReplayGuard {
    context: Context,
    nats: NatsSettings,
    bucket: OnceCell<Store>,
}

impl KvReplayGuard {
    pub(crate) fn new(context: Context, nats: NatsSettings) -> Self {
        Self { context, nats, bucket: OnceCell::new() }
    }

    async fn open(&self) -> Result<Store, async_nats::Error> {
        open(&self.context, self.nats.guard_config(AGE)).await?;
        Ok(self.context.get_key_value(self.nats.guard()).await?)
    }

    async fn create(&self, key: &ReplayKey) -> Result<bool, async_nats::Error> {
        let bucket = self.bucket.get_or_try_init(|| self.open()).await?;
        // `create` would ask once more why this failed, and take its own key for another's if only
        // the answer was lost. Nothing deletes keys here, so the first revision is enough.
        match bucket.update(key.to_string(), Bytes::new(), 0).await {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == UpdateErrorKind::WrongLastRevision => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

impl ReplayGuardAsync for KvReplayGuard {
    type Error = async_nats::Error;

    async fn is_new_async(
        &self,
        key: &ReplayKey,
        _: UnixSeconds,
        _: UnixSeconds,
    ) -> Result<bool, async_nats::Error> {
        if !is_connected(&self.context.client()) {
            return Err("no connection to NATS".into());
        }
        timeout(WITHIN, self.create(key)).await?
    }
}
