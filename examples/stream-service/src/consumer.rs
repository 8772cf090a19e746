//! One worker on one shard, which processes its entries one after the other.

use std::sync::Arc;
use std::time::Duration;

use redis::aio::ConnectionManager;
use redis::streams::{StreamReadOptions, StreamReadReply};
use redis::{AsyncCommands, RedisResult};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::delivery::Delivery;
use crate::entry;
use crate::lease::{Lease, OwnerError};
use crate::work::{Job, Record, Work};

/// The pause before a retry.
const PAUSE: Duration = Duration::from_millis(200);

/// How long to wait for an entry before checking whether to stop, in milliseconds.
const WAIT_MS: usize = 500;

pub(crate) struct Consumer<W> {
    /// Not shared, because waiting for an entry blocks it.
    pub(crate) connection: ConnectionManager,
    pub(crate) lease: Lease,
    pub(crate) work: Arc<W>,
    pub(crate) deliveries: u64,
    pub(crate) remember: Duration,
}

/// The result of one round.
enum Round {
    Worked,
    /// The entry is still in the stream, and will be tried again.
    Failed,
    Empty,
}

/// Why an entry could not be processed.
enum WorkFailure {
    /// The entry or the code is wrong, so waiting does not help.
    Permanent(String),
    /// Something else failed, so a retry may help.
    Temporary(String),
}

impl<W: Work> Consumer<W> {
    /// Works until it is told to stop, or until the shard has another owner.
    pub(crate) async fn run(mut self, stop: watch::Receiver<bool>) {
        let shard = self.lease.shard().number();
        tracing::info!(shard, epoch = self.lease.epoch(), "shard acquired");
        let mut woken = false;
        while !*stop.borrow() {
            let round = self.round().await;
            let woken_for_nothing = woken && matches!(round, Ok(Round::Empty));
            woken = false;
            match round {
                Ok(Round::Worked) => {}
                // Someone acknowledged an entry by hand and left it in the stream.
                Ok(Round::Empty) if woken_for_nothing => sleep(PAUSE).await,
                Ok(Round::Empty) => match self.wait().await {
                    Ok(came) => woken = came,
                    Err(error) => {
                        tracing::warn!(shard, %error, "cannot wait for entries");
                        sleep(PAUSE).await;
                    }
                },
                Ok(Round::Failed) => sleep(PAUSE).await,
                Err(OwnerError::Fenced) => return tracing::warn!(shard, "shard lost"),
                Err(OwnerError::Redis(error)) => {
                    tracing::warn!(shard, %error, "Redis failed, trying again");
                    sleep(PAUSE).await;
                }
            }
        }
        match self.lease.release(&mut self.connection).await {
            Ok(()) => tracing::info!(shard, "shard released"),
            Err(error) => tracing::warn!(shard, %error, "shard not released, its lease expires"),
        }
    }

    async fn round(&mut self) -> Result<Round, OwnerError> {
        let Some(delivery) = Delivery::take(&mut self.connection, &self.lease).await? else {
            return Ok(Round::Empty);
        };
        let shard = self.lease.shard().number();
        match self.work_on(&delivery).await {
            Ok((mark, record)) => {
                let Self { connection, lease, remember, .. } = self;
                delivery.commit(connection, lease, &mark, &record, *remember).await?;
                Ok(Round::Worked)
            }
            Err(WorkFailure::Permanent(reason)) if delivery.deliveries >= self.deliveries => {
                delivery.bury(&mut self.connection, &self.lease, &reason).await?;
                Ok(Round::Worked)
            }
            Err(WorkFailure::Permanent(reason) | WorkFailure::Temporary(reason)) => {
                let Delivery { id, deliveries, .. } = &delivery;
                tracing::warn!(shard, id, deliveries, reason, "entry failed");
                Ok(Round::Failed)
            }
        }
    }

    /// The event's mark, and what to write for it.
    async fn work_on(&self, delivery: &Delivery) -> Result<(String, Record), WorkFailure> {
        let missing = |name| WorkFailure::Permanent(format!("the entry has no {name}"));
        let mark = delivery.text("mark").ok_or_else(|| missing("mark"))?.to_owned();
        let query = delivery.text("query").ok_or_else(|| missing("query"))?;
        let body = delivery.field("body").ok_or_else(|| missing("body"))?;
        let callback =
            entry::read(query, body).map_err(|error| WorkFailure::Permanent(error.to_string()))?;
        let job = Job {
            callback,
            mark: mark.clone(),
            shard: self.lease.shard().number(),
            epoch: self.lease.epoch(),
            deliveries: delivery.deliveries,
        };
        // A separate task catches panics, and the set aborts it when this worker loses the shard.
        let mut task = JoinSet::new();
        let work = Arc::clone(&self.work);
        task.spawn(async move { work.prepare(&job).await });
        match task.join_next().await {
            Some(Ok(Ok(record))) => Ok((mark, record)),
            Some(Ok(Err(error))) => Err(WorkFailure::Temporary(error.to_string())),
            Some(Err(_)) | None => Err(WorkFailure::Permanent("the work panicked".to_owned())),
        }
    }

    /// Waits until the stream has an entry, and returns whether it has one. A plain read delivers
    /// the entry to no worker, so it does no harm if this worker is no longer the owner. Done
    /// entries are deleted, so every entry in the stream is still to do.
    async fn wait(&mut self) -> RedisResult<bool> {
        let options = StreamReadOptions::default().count(1).block(WAIT_MS);
        let came: Option<StreamReadReply> =
            self.connection.xread_options(&[self.lease.shard().stream()], &["0"], &options).await?;
        Ok(came.is_some())
    }
}
