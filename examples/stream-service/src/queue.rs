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

/// The streams, as the endpoint sees them.
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

/// The event is in its stream, or was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    New,
    Repeated,
}

/// The event may not be in its stream, so it must not be acknowledged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotStored {
    #[error("shard {0} is full, counting its dead letters")]
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

    /// The event of a callback, with query and body as received.
    pub(crate) fn event<'a>(
        &self,
        query: &'a str,
        body: &'a [u8],
        verified: Verified<'_>,
    ) -> Event<'a> {
        let Labels { mark, order } = Labels::of(verified);
        Event { shard: self.shards.of(&order), mark, query, body }
    }

    /// Stores an event unless it is already stored or done. Mark and entry are written in one step,
    /// because a mark without an entry would lose the event. After any error, it is safe to try
    /// again.
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
