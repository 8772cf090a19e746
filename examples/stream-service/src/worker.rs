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
struct Held {
    lease: Lease,
    stop: watch::Sender<bool>,
    consumer: JoinHandle<()>,
}

struct Worker<'a, W> {
    config: &'a WorkerConfig,
    /// No other worker's, and no earlier run's: entries are pending under it.
    name: Arc<str>,
    shards: Shards,
    connection: ConnectionManager,
    work: Arc<W>,
    held: HashMap<Shard, Held>,
}

/// Works until `stopped`; what is under way is finished, and the shards are given up.
///
/// # Errors
///
/// When `REDIS_URL` is none, or `SHARDS` is not what other machines have.
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
        held: HashMap::new(),
    };
    tracing::info!(worker = &*worker.name, "started");
    let mut stopped = pin!(stopped);
    tokio::select! {
        () = &mut stopped => {}
        ended = worker.own_and_work() => ended?,
    }
    worker.stop().await;
    Ok(())
}

impl<W: Work> Worker<'_, W> {
    /// Returns only if the machines do not agree.
    async fn own_and_work(&mut self) -> Result<(), AgreementError> {
        while let Err(error) = agree(self.connection.clone(), self.shards).await {
            match error {
                AgreementError::Redis(error) => tracing::warn!(%error, "waiting for Redis"),
                AgreementError::Different { .. } => return Err(error),
            }
            sleep(Duration::from_secs(1)).await;
        }
        // Two renewals may fail before a lease runs out.
        let mut tick = interval(self.config.lease / 3);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = self.balance().await {
                tracing::warn!(%error, "cannot reach Redis");
            }
        }
    }

    /// Renews what is owned, gives up what is too much and takes what is missing.
    async fn balance(&mut self) -> RedisResult<()> {
        let Self { config, connection, name, held, .. } = self;
        held.retain(|_, held| !held.consumer.is_finished());
        for held in held.values() {
            match held.lease.renew(connection, config.lease).await {
                Ok(()) => {}
                Err(OwnerError::Fenced) => held.consumer.abort(),
                Err(OwnerError::Redis(error)) => return Err(error),
            }
        }
        let living = heartbeat(connection, name, config.lease).await?;
        let share = fair_share(self.shards.count(), name, &living);
        let kept = self.held.values().filter(|held| !*held.stop.borrow());
        // A stopped consumer ends its entry and then gives its shard up.
        for surplus in kept.skip(share) {
            surplus.stop.send_replace(true);
        }
        for shard in self.shards.all() {
            if self.held.len() >= share {
                break;
            }
            if !self.held.contains_key(&shard) {
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
        self.held.insert(shard, Held { lease, stop, consumer });
        Ok(())
    }

    async fn stop(mut self) {
        for held in self.held.values() {
            held.stop.send_replace(true);
        }
        for held in self.held.into_values() {
            // It ended by itself or was aborted: either way it is over.
            let _ = held.consumer.await;
        }
        if let Err(error) = farewell(&mut self.connection, &self.name).await {
            tracing::warn!(%error, "the others hear nothing of this end: they wait for the lease");
        }
        tracing::info!("stopped");
    }
}
