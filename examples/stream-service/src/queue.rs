//! Storing after-commands.

use std::sync::LazyLock;
use std::time::Duration;

use redis::aio::ConnectionManager;
use redis::{RedisError, Script};
use tim_callback::Verified;
use tokio::sync::OnceCell;

use crate::agreement::{AgreementError, agree};
use crate::config::EndpointConfig;
use crate::entry::Labels;
use crate::shard::{Shard, Shards};

static ENQUEUE: LazyLock<Script> =
    LazyLock::new(|| Script::new(include_str!("scripts/enqueue.lua")));

/// The streams, seen from the side where events come in.
pub(crate) struct Queue {
    connection: ConnectionManager,
    shards: Shards,
    agreed: OnceCell<()>,
    backlog: u64,
    remember: Duration,
}

/// An event that is about to be stored.
pub(crate) struct Event<'a> {
    shard: Shard,
    mark: String,
    query: &'a str,
    body: &'a [u8],
}

/// An event is in its stream, or was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    New,
    Repeated,
}

/// An event may not be in its stream: it must not be acknowledged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotStored {
    #[error("shard {0} is full: are workers running, and has anybody looked at its dead letters?")]
    Full(u16),
    #[error(transparent)]
    Agreement(#[from] AgreementError),
    #[error(transparent)]
    Redis(#[from] RedisError),
}

impl Queue {
    pub(crate) fn new(connection: ConnectionManager, config: &EndpointConfig) -> Self {
        Self {
            connection,
            shards: Shards::new(config.redis.shards),
            agreed: OnceCell::new(),
            backlog: config.backlog,
            remember: config.redis.remember,
        }
    }

    /// The event of a callback; query and body as they came.
    pub(crate) fn event<'a>(
        &self,
        query: &'a str,
        body: &'a [u8],
        verified: Verified<'_>,
    ) -> Event<'a> {
        let Labels { mark, order } = Labels::of(verified);
        Event { shard: self.shards.of(&order), mark, query, body }
    }

    /// Stores an event unless it is stored or done already: mark and entry in one step, so that a
    /// mark without an entry, which would lose the event, cannot be. It may be tried again after
    /// an error, whatever became of the first try.
    pub(crate) async fn store(&self, event: &Event<'_>) -> Result<Stored, NotStored> {
        self.agreed.get_or_try_init(|| agree(self.connection.clone(), self.shards)).await?;
        let said: String = ENQUEUE
            .key(event.shard.mark(&event.mark))
            .key(event.shard.stream())
            .key(event.shard.dead())
            .arg(self.remember.as_millis().to_string())
            .arg(self.backlog)
            .arg(&event.mark)
            .arg(event.query)
            .arg(event.body)
            .invoke_async(&mut self.connection.clone())
            .await?;
        match said.as_str() {
            "stored" => Ok(Stored::New),
            "repeated" => Ok(Stored::Repeated),
            _ => Err(NotStored::Full(event.shard.number())),
        }
    }
}
