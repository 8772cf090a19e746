//! Storing after-commands.

use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use tokio::sync::OnceCell;

use crate::connection::is_connected;
use crate::event::Event;
use crate::settings::NatsSettings;
use crate::streams::{StreamError, open};

/// The streams, as an endpoint sees them.
#[derive(Debug)]
pub struct Store {
    context: Context,
    nats: NatsSettings,
    opened: OnceCell<()>,
}

/// The event is in its stream, or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is.
    Now,
    /// It was.
    Before,
}

/// The event may not be in its stream, so it must not be acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// No server can be asked.
    #[error("no connection to NATS")]
    Disconnected,
    /// The server knows the event's id, and does not know whether it has the event.
    #[error("an attempt to store it has no result yet")]
    Undecided,
    /// The server did not answer, or refused.
    #[error(transparent)]
    Stream(#[from] StreamError),
}

impl Store {
    /// Streams that are opened when they are needed.
    #[must_use]
    pub fn new(context: Context, nats: NatsSettings) -> Self {
        Self { context, nats, opened: OnceCell::new() }
    }

    /// Opens the streams. Nothing is stored if one has other settings: with another number of
    /// partitions, the events of a group would lose their order.
    ///
    /// # Errors
    ///
    /// Returns an error if one has other settings, or the server does not answer.
    pub async fn open(&self) -> Result<(), NotKept> {
        if !is_connected(&self.context.client()) {
            return Err(NotKept::Disconnected);
        }
        let opening = async || {
            for partition in self.nats.all() {
                open(&self.context, self.nats.events_config(partition)).await?;
            }
            Ok::<_, StreamError>(())
        };
        self.opened.get_or_try_init(opening).await?;
        Ok(())
    }

    /// Stores an event; again without its id, if its id leads nowhere.
    ///
    /// # Errors
    ///
    /// Returns an error if the event may not be stored. It is safe to try again.
    pub async fn keep(&self, event: &Event, again: bool) -> Result<Kept, NotKept> {
        self.open().await?;
        let (headers, body) = event.message();
        let mut message = PublishMessage::build().headers(headers).payload(body);
        if !again {
            message = message.message_id(&event.id);
        }
        let subject = self.nats.subject(event.app, event.partition(self.nats.partitions.get()));
        let sent = self.context.send_publish(subject, message).await;
        let ack = match sent {
            Ok(ack) => ack.await,
            Err(error) => Err(error),
        };
        match ack.map_err(|error| StreamError::Nats(error.into()))? {
            // Server 2.9 remembers an id before a majority has the event, and may forget the event.
            ack if ack.duplicate && ack.sequence == 0 => Err(NotKept::Undecided),
            ack if ack.duplicate => Ok(Kept::Before),
            _ => Ok(Kept::Now),
        }
    }
}
