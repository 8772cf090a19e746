//! Events that cannot be worked on. They go to a stream of their own, with the reason.

use async_nats::jetstream::Context;
use async_nats::jetstream::consumer::{AckPolicy, pull};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{LastRawMessageErrorKind, Stream};
use async_nats::{HeaderMap, HeaderValue};
use bytes::Bytes;
use futures_util::StreamExt as _;
use metrics::counter;
use serde::Deserialize;

use crate::event::EVENT;
use crate::metrics::DEAD_LETTERED;
use crate::settings::{NatsSettings, WorkerSettings};
use crate::streams::open;
use crate::work::Work;

/// Why an event became a dead letter.
pub const REASON: &str = "Tim-Reason";
/// How many times it was given to a worker.
pub const DELIVERIES: &str = "Tim-Deliveries";

/// The reason if nobody could say another.
pub(crate) const DIED_OF: &str = "every worker that was given it died or stalled";

/// Where dead letters go.
#[derive(Debug, Clone)]
pub(crate) struct DeadLetters {
    context: Context,
    nats: NatsSettings,
}

/// The server's notice that it delivers a message no more.
#[derive(Debug, Deserialize)]
struct Advisory {
    stream_seq: u64,
    deliveries: i64,
}

impl DeadLetters {
    pub(crate) fn new(context: Context, nats: NatsSettings) -> Self {
        Self { context, nats }
    }

    /// Buries an event that no worker holds, if it is still there and has not taken effect.
    pub(crate) async fn bury_left(
        &self,
        work: &impl Work,
        events: &Stream,
        sequence: u64,
        deliveries: i64,
    ) -> Result<(), async_nats::Error> {
        let message = match events.get_raw_message(sequence).await {
            Ok(message) => message,
            Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let id = message.headers.get(EVENT).map(HeaderValue::as_str).unwrap_or_default();
        let partition = message.subject.rsplit('.').next().unwrap_or_default().parse()?;
        if !work.was_applied(id, partition).await? {
            self.keep(message.headers, message.payload, sequence, deliveries, DIED_OF).await?;
        }
        events.delete_message(sequence).await?;
        Ok(())
    }

    /// Publishes a dead letter. If this happens twice, within the server's window it counts once.
    pub(crate) async fn keep(
        &self,
        mut headers: HeaderMap,
        body: Bytes,
        sequence: u64,
        deliveries: i64,
        reason: &str,
    ) -> Result<(), async_nats::Error> {
        let reason = reason.replace(|c: char| c.is_control(), " ");
        // The event's own would make it a repetition of itself if it is stored again.
        headers.insert("Nats-Msg-Id", format!("{}:{sequence}", self.nats.prefix));
        headers.insert(REASON, reason.as_str());
        headers.insert(DELIVERIES, deliveries.to_string());
        let message = PublishMessage::build().headers(headers).payload(body);
        let subject = format!("{}.{sequence}", self.nats.dead());
        self.context.send_publish(subject, message).await?.await?;
        counter!(DEAD_LETTERED).increment(1);
        tracing::error!(sequence, deliveries, reason, "dead letter");
        Ok(())
    }

    /// Buries what the server delivers no more, until NATS fails.
    pub(crate) async fn follow_advisories(
        &self,
        work: &impl Work,
        settings: &WorkerSettings,
    ) -> Result<(), async_nats::Error> {
        let events = open(&self.context, self.nats.events_config()).await?;
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
                Ok(Advisory { stream_seq, deliveries }) => {
                    self.bury_left(work, &events, stream_seq, deliveries).await?;
                }
                Err(error) => tracing::error!(%error, "an advisory of the server does not decode"),
            }
            message.ack().await?;
        }
        Ok(())
    }
}
