//! One worker on one partition. The server gives it one event at a time, and none while another
//! worker has one of the same partition.
//!
//! That says only whose turn it is. The mark says which event is next: after servers died, a consumer
//! of server 2.9 may leave out events that it never gave to anybody.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::jetstream::stream::{LastRawMessageErrorKind, Stream};
use async_nats::jetstream::{AckKind, Context, Message};
use axum_service::run::Signal;
use futures_util::TryStreamExt as _;
use metrics::counter;
use tokio::task::JoinSet;
use tokio::time::{interval, sleep, timeout};

use crate::dead_letters::{DIED_OF, DeadLetters, LOST};
use crate::event::Stored;
use crate::metrics::{PROCESSED, PROCESSED_BEFORE, REDELIVERED};
use crate::settings::WorkerSettings;
use crate::streams::{open, partition_id};
use crate::work::{Applied, Job, PartitionId, Work, WorkError};

/// The pause before work that failed is tried again.
const PAUSE: Duration = Duration::from_millis(500);

/// How long one request for an event lasts. A worker that stalls while it waits may be given one
/// event for nothing, for as long as this has not passed.
const REQUEST: Duration = Duration::from_secs(2);

/// After how long a request is lost, with the server that had it.
const LOST_AFTER: Duration = Duration::from_millis(2500);

/// How long an event that was left out may still be buried because of an advisory.
const LEFT_OUT: Duration = Duration::from_secs(1);

pub(crate) struct Partition<W> {
    pub(crate) number: u16,
    pub(crate) context: Context,
    pub(crate) work: Arc<W>,
    pub(crate) dead_letters: DeadLetters,
    pub(crate) settings: WorkerSettings,
    pub(crate) stop: Signal,
}

/// How the work on an event ended.
enum Ended {
    Applied(Applied),
    /// A dead letter, for this reason.
    Dead(String),
    /// No event, or none any more: the mark moves to here.
    Nothing {
        until: u64,
    },
    /// The mark is elsewhere.
    Moved,
    /// Another worker may try.
    GivenBack,
}

impl<W: Work> Partition<W> {
    /// Works until the signal, and then finishes the current event.
    ///
    /// # Errors
    ///
    /// Returns an error if NATS fails, or what the work needs is not available.
    pub(crate) async fn run(&self) -> Result<(), async_nats::Error> {
        let events = open(&self.context, self.settings.nats.events_config(self.number)).await?;
        let id = partition_id(self.number, events.cached_info());
        let consumer = events.create_consumer(self.settings.consumer_config()).await?;
        loop {
            // A request for each event: one that is still open when the last event is acknowledged
            // would be given the next. Without heartbeats, after which async-nats 0.50 wakes nobody.
            let request = consumer.batch().max_messages(1).expires(REQUEST);
            let next = async { request.messages().await?.try_next().await };
            let message = tokio::select! {
                biased;
                () = self.stop.clone() => return Ok(()),
                message = timeout(LOST_AFTER, next) => message.unwrap_or(Ok(None))?,
            };
            let Some(message) = message else { continue };
            let answer = tokio::select! {
                answer = self.handle(&events, id, &message) => answer?,
                // Ends only if NATS fails.
                error = keep(&message, self.settings.ack_wait() / 3) => return Err(error),
            };
            message.ack_with(answer).await?;
        }
    }

    /// Works on every event up to the given one. Usually only that one is left.
    async fn handle(
        &self,
        events: &Stream,
        id: PartitionId,
        message: &Message,
    ) -> Result<AckKind, async_nats::Error> {
        let info = message.info()?;
        let (given, times) = (info.stream_sequence, info.delivered);
        if times > 1 {
            counter!(REDELIVERED).increment(1);
        }
        // Given too often, workers died of the next event. That may be one that was left out.
        let mut deadly = times > self.settings.deliveries;
        let mut waited = false;
        let mut mark = if deadly { self.work.mark(id).await? } else { given - 1 };
        while mark < given {
            if mark + 1 < given && !waited {
                sleep(LEFT_OUT).await;
                (waited, mark) = (true, self.work.mark(id).await?);
                continue;
            }
            let next = Next { id, after: mark, sequence: mark + 1, times };
            let stored = if next.sequence == given {
                Some(Stored::from(message))
            } else {
                find(events, next.sequence).await?
            };
            match self.step(events, next, stored, deadly).await? {
                ControlFlow::Continue(moved) => mark = moved,
                ControlFlow::Break(()) => return Ok(AckKind::Nak(None)),
            }
            deadly = false;
        }
        Ok(AckKind::Ack)
    }

    /// Does the event after the mark, and returns where the mark is then.
    async fn step(
        &self,
        events: &Stream,
        next: Next,
        stored: Option<Stored>,
        deadly: bool,
    ) -> Result<ControlFlow<(), u64>, async_nats::Error> {
        let Next { id, after, sequence, times } = next;
        let ended = match &stored {
            Some(stored) if stored.is_nudge() => Ended::Nothing { until: sequence },
            Some(_) if deadly => Ended::Dead(DIED_OF.to_owned()),
            Some(stored) => self.work_on(next, stored).await,
            None => {
                let until = events.get_info().await?.state.first_sequence.saturating_sub(1);
                if until >= sequence {
                    let partition = self.number;
                    tracing::error!(
                        partition,
                        from = sequence,
                        until,
                        "events are not there any more"
                    );
                    Ended::Nothing { until }
                } else if deadly {
                    Ended::Dead(LOST.to_owned())
                } else {
                    return Err(format!("event {sequence} is not there yet").into());
                }
            }
        };
        let passed = match ended {
            Ended::Applied(applied) => {
                let name = if applied == Applied::Now { PROCESSED } else { PROCESSED_BEFORE };
                counter!(name).increment(1);
                return Ok(ControlFlow::Continue(sequence));
            }
            Ended::GivenBack => return Ok(ControlFlow::Break(())),
            Ended::Moved => Err(WorkError::Moved),
            Ended::Nothing { until } => self.work.pass(id, after, until).await.map(|()| until),
            Ended::Dead(reason) => {
                let stored = stored.unwrap_or_default();
                self.dead_letters.keep(stored, self.number, sequence, times, &reason).await?;
                self.work.pass(id, after, sequence).await.map(|()| sequence)
            }
        };
        Ok(ControlFlow::Continue(match passed {
            Err(WorkError::Moved) => self.work.mark(id).await?,
            passed => passed?,
        }))
    }

    async fn work_on(&self, next: Next, stored: &Stored) -> Ended {
        let Next { id: partition, after, sequence, .. } = next;
        match stored.event() {
            Ok((id, callback)) => {
                self.apply(Arc::new(Job { callback, id, partition, after, sequence })).await
            }
            Err(reason) => Ended::Dead(reason),
        }
    }

    async fn apply(&self, job: Arc<Job>) -> Ended {
        let begun = Instant::now();
        let mut stop = self.stop.clone();
        loop {
            // A task of its own catches panics, and the set aborts it if the event is given up.
            let mut task = JoinSet::new();
            let (work, given) = (Arc::clone(&self.work), Arc::clone(&job));
            task.spawn(async move { work.apply(&given).await });
            let reason = match task.join_next().await {
                Some(Ok(Ok(applied))) => return Ended::Applied(applied),
                Some(Ok(Err(WorkError::Moved))) => return Ended::Moved,
                Some(Ok(Err(WorkError::Unavailable(error)))) => error.to_string(),
                Some(Ok(Err(WorkError::Event(error)))) => return Ended::Dead(error.to_string()),
                Some(Err(_)) | None => return Ended::Dead("the work panicked".to_owned()),
            };
            if begun.elapsed() >= Duration::from_secs(self.settings.patience_s) {
                return Ended::Dead(reason);
            }
            let (partition, sequence) = (job.partition.number, job.sequence);
            tracing::warn!(partition, sequence, reason, "the work on an event failed");
            tokio::select! {
                () = &mut stop => return Ended::GivenBack,
                () = sleep(PAUSE) => {}
            }
        }
    }
}

/// The event after the mark.
#[derive(Clone, Copy)]
struct Next {
    id: PartitionId,
    after: u64,
    sequence: u64,
    /// How many times it, or one after it, was given to a worker.
    times: i64,
}

/// An event by its number.
pub(crate) async fn find(
    events: &Stream,
    sequence: u64,
) -> Result<Option<Stored>, async_nats::Error> {
    match events.get_raw_message(sequence).await {
        Ok(message) => Ok(Some(message.into())),
        Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Tells the server that a message is being worked on, until that fails.
async fn keep(message: &Message, period: Duration) -> async_nats::Error {
    let mut period = interval(period);
    period.tick().await;
    loop {
        period.tick().await;
        if let Err(error) = message.ack_with(AckKind::Progress).await {
            return error;
        }
    }
}
