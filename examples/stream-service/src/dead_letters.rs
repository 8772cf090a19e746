//! Events that cannot be worked on. They go to a stream of their own, with the reason.

use std::time::Duration;

use async_nats::jetstream::consumer::{AckPolicy, pull};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::{AckKind, Context};
use futures_util::StreamExt as _;
use metrics::counter;
use serde::Deserialize;

use crate::event::Stored;
use crate::metrics::DEAD_LETTERED;
use crate::partition::find;
use crate::settings::{NatsSettings, WorkerSettings};
use crate::streams::{open, partition_id};
use crate::work::{Work, WorkError};

/// The pause before an advisory is looked at again whose event waits for one before it.
const PAUSE: Duration = Duration::from_millis(500);

/// Why an event became a dead letter.
pub const REASON: &str = "Tim-Reason";
/// How many times it was given to a worker.
pub const DELIVERIES: &str = "Tim-Deliveries";

/// The reason if nobody could say another.
pub(crate) const DIED_OF: &str = "every worker that was given it died or stalled";

/// The reason for an event without a body.
pub(crate) const LOST: &str = "the stream has lost it";

/// Where dead letters go.
#[derive(Debug, Clone)]
pub(crate) struct DeadLetters {
    context: Context,
    nats: NatsSettings,
}

/// The server's notice that it delivers a message no more.
#[derive(Debug, Deserialize)]
struct Advisory {
    stream: String,
    stream_seq: u64,
    deliveries: i64,
}

impl DeadLetters {
    pub(crate) fn new(context: Context, nats: NatsSettings) -> Self {
        Self { context, nats }
    }

    /// Buries the event that the server gave up, if its turn has come. Returns whether the advisory
    /// is done.
    async fn bury(&self, work: &impl Work, advisory: &Advisory) -> Result<bool, async_nats::Error> {
        let Advisory { stream, stream_seq: sequence, deliveries } = advisory;
        let number = stream.rsplit('-').next().unwrap_or_default().parse()?;
        let events = open(&self.context, self.nats.events_config(number)).await?;
        let id = partition_id(number, events.cached_info());
        let mark = work.mark(id).await?;
        if mark >= *sequence {
            return Ok(true);
        }
        if mark + 1 < *sequence {
            return Ok(false);
        }
        let stored = find(&events, *sequence).await?.unwrap_or_default();
        self.keep(stored, number, *sequence, *deliveries, DIED_OF).await?;
        match work.pass(id, mark, *sequence).await {
            // A worker was at it.
            Err(WorkError::Moved) => Ok(true),
            passed => Ok(passed.map(|()| true)?),
        }
    }

    /// Publishes a dead letter. If this happens twice, within the server's window it counts once.
    pub(crate) async fn keep(
        &self,
        Stored { mut headers, body }: Stored,
        partition: u16,
        sequence: u64,
        deliveries: i64,
        reason: &str,
    ) -> Result<(), async_nats::Error> {
        let reason = reason.replace(|c: char| c.is_control(), " ");
        // The event's own would make it a repetition of itself if it is stored again.
        headers.insert("Nats-Msg-Id", format!("{}:{sequence}", self.nats.events(partition)));
        headers.insert(REASON, reason.as_str());
        headers.insert(DELIVERIES, deliveries.to_string());
        let message = PublishMessage::build().headers(headers).payload(body);
        let subject = format!("{}.{partition}.{sequence}", self.nats.dead());
        self.context.send_publish(subject, message).await?.await?;
        counter!(DEAD_LETTERED).increment(1);
        tracing::error!(partition, sequence, deliveries, reason, "dead letter");
        Ok(())
    }

    /// Buries what the server delivers no more, until NATS fails.
    pub(crate) async fn follow_advisories(
        &self,
        work: &impl Work,
        settings: &WorkerSettings,
    ) -> Result<(), async_nats::Error> {
        let advisories = open(&self.context, self.nats.advisories_config()).await?;
        let consumer = advisories.create_consumer(pull::Config {
            durable_name: Some("worker".to_owned()),
            ack_policy: AckPolicy::Explicit,
            ack_wait: settings.ack_wait(),
            ..pull::Config::default()
        });
        let mut messages = consumer.await?.messages().await?;
        while let Some(message) = messages.next().await {
            let message = message?;
            match serde_json::from_slice(&message.payload) {
                Ok(advisory) if !self.bury(work, &advisory).await? => {
                    message.ack_with(AckKind::Nak(Some(PAUSE))).await?;
                    continue;
                }
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "an advisory of the server does not decode"),
            }
            message.ack().await?;
        }
        Ok(())
    }
}
