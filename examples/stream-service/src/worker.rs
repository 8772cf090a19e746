//! A worker: owns its fair share of the shards and has a consumer on each.

use std::collections::HashMap;
use std::error::Error;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use redis::aio::ConnectionManager;
use redis::{RedisError, RedisResult};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep};
use uuid::Uuid;

use crate::agreement::{AgreementError, agree};
use crate::config::WorkerConfig;
use crate::connection::connect;
use crate::consumer::Consumer;
use crate::lease::{Lease, OwnerError, farewell, heartbeat};
use crate::shard::{Shard, Shards};
use crate::share::fair_share;
use crate::work::Work;

/// How long Redis may take to answer. Longer than a consumer waits for an entry.
const REDIS_ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// A shard that this worker owns, as far as it knows.
struct OwnedShard {
    lease: Lease,
    stop: watch::Sender<bool>,
    consumer: JoinHandle<()>,
}

struct Worker<'a, W> {
    config: &'a WorkerConfig,
    /// Unique to this worker and this run, because entries are pending under it.
    name: Arc<str>,
    shards: Shards,
    connection: ConnectionManager,
    work: Arc<W>,
    owned: HashMap<Shard, OwnedShard>,
}

/// Works until `stopped`, and then finishes the current entries and releases the shards.
///
/// # Errors
///
/// Returns an error if `REDIS_URL` is not a URL of Redis, or `SHARDS` differs from that of other
/// machines.
pub async fn run<W: Work>(
    config: &WorkerConfig,
    work: W,
    stopped: impl Future<Output = ()>,
) -> Result<(), Box<dyn Error>> {
    let connection = connect(&config.redis.url, REDIS_ANSWERS_WITHIN)?;
    let mut worker = Worker {
        config,
        name: Uuid::new_v4().to_string().into(),
        shards: Shards::new(config.redis.shards),
        connection,
        work: Arc::new(work),
        owned: HashMap::new(),
    };
    tracing::info!(worker = &*worker.name, "started");
    let mut stopped = pin!(stopped);
    tokio::select! {
        () = &mut stopped => {}
        ended = worker.balance_shards() => ended?,
    }
    worker.stop().await;
    Ok(())
}

impl<W: Work> Worker<'_, W> {
    /// Returns only if the machines disagree about the number of shards.
    async fn balance_shards(&mut self) -> Result<(), AgreementError> {
        while let Err(error) = agree(self.connection.clone(), self.shards).await {
            match error {
                AgreementError::Redis(error) => tracing::warn!(%error, "waiting for Redis"),
                AgreementError::Different { .. } => return Err(error),
            }
            sleep(Duration::from_secs(1)).await;
        }
        // Two renewals may fail before a lease expires.
        let mut tick = interval(self.config.lease / 3);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = self.balance().await {
                tracing::warn!(%error, "cannot reach Redis");
            }
        }
    }

    /// Renews the leases, releases surplus shards and acquires missing ones.
    async fn balance(&mut self) -> RedisResult<()> {
        let Self { config, connection, name, owned, .. } = self;
        owned.retain(|_, owned| !owned.consumer.is_finished());
        for owned in owned.values() {
            match owned.lease.renew(connection, config.lease).await {
                Ok(()) => {}
                Err(OwnerError::Fenced) => owned.consumer.abort(),
                Err(OwnerError::Redis(error)) => return Err(error),
            }
        }
        let living = heartbeat(connection, name, config.lease).await?;
        let share = fair_share(self.shards.count(), name, &living);
        let kept = self.owned.values().filter(|owned| !*owned.stop.borrow());
        // A stopped consumer finishes its entry and then releases its shard.
        for surplus in kept.skip(share) {
            surplus.stop.send_replace(true);
        }
        for shard in self.shards.all() {
            if self.owned.len() >= share {
                break;
            }
            if !self.owned.contains_key(&shard) {
                self.acquire(shard).await?;
            }
        }
        Ok(())
    }

    async fn acquire(&mut self, shard: Shard) -> Result<(), RedisError> {
        let Self { config, connection, name, .. } = self;
        let Some(lease) = Lease::acquire(connection, shard, name, config.lease).await? else {
            return Ok(());
        };
        let (stop, stopped) = watch::channel(false);
        let consumer = Consumer {
            connection: connect(&config.redis.url, REDIS_ANSWERS_WITHIN)?,
            lease: lease.clone(),
            work: Arc::clone(&self.work),
            deliveries: config.deliveries,
            remember: config.redis.remember,
        };
        let consumer = tokio::spawn(consumer.run(stopped));
        self.owned.insert(shard, OwnedShard { lease, stop, consumer });
        Ok(())
    }

    async fn stop(mut self) {
        for owned in self.owned.values() {
            owned.stop.send_replace(true);
        }
        for owned in self.owned.into_values() {
            // Whether the consumer ended by itself or was aborted does not matter.
            let _ = owned.consumer.await;
        }
        if let Err(error) = farewell(&mut self.connection, &self.name).await {
            tracing::warn!(%error, "cannot announce the stop: others wait for the lease");
        }
        tracing::info!("stopped");
    }
}
