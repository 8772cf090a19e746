//! One worker on one partition. The server gives it one event at a time, and none while another
//! worker has one of the same partition.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::HeaderMap;
use async_nats::jetstream::consumer::PullConsumer;
use async_nats::jetstream::message::StreamMessage;
use async_nats::jetstream::stream::{LastRawMessageErrorKind, Stream};
use async_nats::jetstream::{AckKind, Message};
use axum_service::run::Signal;
use futures_util::StreamExt as _;
use metrics::counter;
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};

use crate::dead_letters::{DIED_OF, DeadLetters};
use crate::event::{NUDGE, Stored};
use crate::metrics::{PROCESSED, PROCESSED_BEFORE, REDELIVERED};
use crate::settings::WorkerSettings;
use crate::work::{Applied, Job, Work, WorkError};

/// The pause before work that failed is tried again.
const PAUSE: Duration = Duration::from_millis(500);

/// How long one request for an event lasts. A worker that stalls while it waits may be given one
/// event for nothing, for as long as this has not passed.
const REQUEST: Duration = Duration::from_secs(5);

/// How often the server says that it has no event. Without two of these, it is asked again.
const HEARTBEAT: Duration = Duration::from_millis(500);

/// How often to look again for an event that is acknowledged and not deleted yet.
const LOOKS: [Duration; 2] = [Duration::from_millis(2), Duration::from_millis(20)];

pub(crate) struct Partition<W> {
    pub(crate) number: u16,
    pub(crate) events: Stream,
    pub(crate) consumer: PullConsumer,
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
    /// Another worker may try.
    GivenBack,
}

/// What the server gave to this worker.
struct Given {
    sequence: u64,
    /// How many times it was given to a worker.
    times: i64,
    /// How many times any event of the partition was given to a worker.
    delivery: u64,
}

impl<W: Work> Partition<W> {
    /// Works until the signal, and then finishes the current event.
    ///
    /// # Errors
    ///
    /// Returns an error if NATS fails.
    pub(crate) async fn run(&self) -> Result<(), async_nats::Error> {
        let requests = self.consumer.stream().max_messages_per_batch(1).expires(REQUEST);
        let mut messages = requests.heartbeat(HEARTBEAT).messages().await?;
        let mut looked_until = 0;
        loop {
            let message = tokio::select! {
                biased;
                () = self.stop.clone() => return Ok(()),
                message = messages.next() => message,
            };
            let Some(message) = message else { return Err("no more events".into()) };
            let message = message?;
            let info = message.info()?;
            let given = Given {
                sequence: info.stream_sequence,
                times: info.delivered,
                delivery: info.consumer_sequence,
            };
            if given.times > 1 {
                counter!(REDELIVERED).increment(1);
            }
            let sequence = given.sequence;
            tokio::select! {
                ended = self.handle(&message, given, looked_until) => ended?,
                // Ends only if NATS fails.
                error = keep(&message, self.settings.ack_wait() / 3) => return Err(error),
            }
            looked_until = sequence;
        }
    }

    /// Works on the events of the partition up to the given one.
    ///
    /// After servers died, a consumer of server 2.9 may leave out events that it never gave to
    /// anybody. They are still in the stream. So the consumer says whose turn it is, and the stream
    /// says what comes next.
    async fn handle(
        &self,
        message: &Message,
        mut given: Given,
        looked_until: u64,
    ) -> Result<(), async_nats::Error> {
        let mut looks = LOOKS.into_iter();
        while let Some(left) = self.left_before(given.sequence, looked_until, &mut looks).await? {
            let (headers, sequence) = (Some(&left.headers), left.sequence);
            match self.work_on(headers, &left.payload, sequence, &given).await {
                Ended::Applied(applied) => count(applied),
                Ended::Dead(reason) => {
                    let (headers, body) = (left.headers, left.payload);
                    self.dead_letters.keep(headers, body, sequence, given.times, &reason).await?;
                }
                Ended::GivenBack => return message.ack_with(AckKind::Nak(None)).await,
            }
            self.events.delete_message(sequence).await?;
            // If workers died, it was of that one.
            given.times = 1;
        }
        let headers = message.headers.as_ref();
        if headers.is_some_and(|headers| headers.get(NUDGE).is_some()) {
            return message.ack().await;
        }
        match self.work_on(headers, &message.payload, given.sequence, &given).await {
            Ended::Applied(applied) => {
                count(applied);
                message.ack().await
            }
            Ended::Dead(reason) => {
                let (headers, body) =
                    (headers.cloned().unwrap_or_default(), message.payload.clone());
                self.dead_letters.keep(headers, body, given.sequence, given.times, &reason).await?;
                message.ack_with(AckKind::Term).await
            }
            Ended::GivenBack => message.ack_with(AckKind::Nak(None)).await,
        }
    }

    /// The first event of the partition that is before this one, and still there.
    async fn left_before(
        &self,
        sequence: u64,
        looked_until: u64,
        looks: &mut impl Iterator<Item = Duration>,
    ) -> Result<Option<StreamMessage>, async_nats::Error> {
        loop {
            let subject = self.settings.nats.of_partition(self.number);
            let first =
                self.events.get_first_raw_message_by_subject(subject, looked_until + 1).await;
            let left = match first {
                Ok(first) if first.sequence < sequence => first,
                Err(error) if error.kind() != LastRawMessageErrorKind::NoMessageFound => {
                    return Err(error.into());
                }
                _ => return Ok(None),
            };
            match looks.next() {
                Some(pause) => sleep(pause).await,
                None => return Ok(Some(left)),
            }
        }
    }

    async fn work_on(
        &self,
        headers: Option<&HeaderMap>,
        body: &[u8],
        sequence: u64,
        given: &Given,
    ) -> Ended {
        let Stored { id, callback } = match Stored::read(headers, body) {
            Ok(stored) => stored,
            Err(reason) => return Ended::Dead(reason),
        };
        let partition = self.number;
        if given.times > self.settings.deliveries {
            return match self.work.was_applied(&id, partition).await {
                Ok(true) => Ended::Applied(Applied::Before),
                Ok(false) => Ended::Dead(DIED_OF.to_owned()),
                Err(_) => Ended::GivenBack,
            };
        }
        let job = Job { callback, id, partition, sequence, delivery: given.delivery };
        self.try_to_apply(Arc::new(job)).await
    }

    async fn try_to_apply(&self, job: Arc<Job>) -> Ended {
        let (partition, sequence) = (job.partition, job.sequence);
        let begun = Instant::now();
        let mut stop = self.stop.clone();
        loop {
            // A task of its own catches panics, and the set aborts it if the event is given up.
            let mut task = JoinSet::new();
            let (work, job) = (Arc::clone(&self.work), Arc::clone(&job));
            task.spawn(async move { work.apply(&job).await });
            let reason = match task.join_next().await {
                Some(Ok(Ok(applied))) => return Ended::Applied(applied),
                Some(Ok(Err(WorkError::Unavailable(error)))) => error.to_string(),
                Some(Ok(Err(WorkError::Event(error)))) => return Ended::Dead(error.to_string()),
                Some(Err(_)) | None => return Ended::Dead("the work panicked".to_owned()),
            };
            if begun.elapsed() >= Duration::from_secs(self.settings.patience_s) {
                return Ended::Dead(reason);
            }
            tracing::warn!(partition, sequence, reason, "the work on an event failed");
            tokio::select! {
                () = &mut stop => return Ended::GivenBack,
                () = sleep(PAUSE) => {}
            }
        }
    }
}

fn count(applied: Applied) {
    let name = if applied == Applied::Now { PROCESSED } else { PROCESSED_BEFORE };
    counter!(name).increment(1);
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
