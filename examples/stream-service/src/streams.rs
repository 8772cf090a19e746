//! The streams: their names, their subjects and their settings.

use std::fmt::Display;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::consumer::AckPolicy;
use async_nats::jetstream::consumer::pull;
use async_nats::jetstream::stream::{Config, DiscardPolicy, Info, RetentionPolicy, Stream};
use tim_callback::SdkAppId;

use crate::settings::{NatsSettings, WorkerSettings};
use crate::work::PartitionId;

/// Precedes the number of partitions in the description of a stream.
const OF: &str = " of ";

/// A stream cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// It exists with other settings.
    #[error("stream {stream} has {setting} {theirs}, here it is {ours}")]
    Different {
        /// The stream.
        stream: String,
        /// The setting.
        setting: &'static str,
        /// The setting's value in the server.
        theirs: String,
        /// Its value here.
        ours: String,
    },
    /// The server did not answer, or refused.
    #[error(transparent)]
    Nats(#[from] async_nats::Error),
}

impl NatsSettings {
    /// Every partition's number.
    pub(crate) fn all(&self) -> impl Iterator<Item = u16> {
        0..self.partitions.get()
    }

    /// Where an event is stored.
    pub(crate) fn subject(&self, app: SdkAppId, partition: u16) -> String {
        format!("{}.{app}.{partition}", self.prefix)
    }

    /// The stream of a partition.
    pub(crate) fn events(&self, partition: u16) -> String {
        format!("{}-{partition}", self.prefix)
    }

    /// The stream and the subject of dead letters.
    pub(crate) fn dead(&self) -> String {
        format!("{}-dead", self.prefix)
    }

    /// The stream of the server's notices about deliveries.
    pub(crate) fn advisories(&self) -> String {
        format!("{}-advisories", self.prefix)
    }

    /// The consumer of each partition.
    pub(crate) fn worker(&self) -> String {
        format!("{}-worker", self.prefix)
    }

    /// The bucket of the replay guard.
    pub(crate) fn guard(&self) -> String {
        format!("{}-replay", self.prefix)
    }

    /// The stream of a partition's journal, and its subjects' beginning.
    pub(crate) fn journal(&self, partition: u16) -> String {
        format!("{}-journal-{partition}", self.prefix)
    }

    fn config(&self, name: String, subjects: Vec<String>) -> Config {
        Config { name, subjects, num_replicas: self.replicas.into(), ..Config::default() }
    }

    /// The events of a partition that are not done, and those that were done last.
    pub(crate) fn events_config(&self, partition: u16) -> Config {
        Config {
            // A full stream takes no more, and drops nothing.
            discard: DiscardPolicy::New,
            max_messages: i64::from(self.backlog) + 2 * i64::try_from(self.keep_done).unwrap_or(0),
            duplicate_window: Duration::from_secs(self.window_s),
            description: Some(format!("partition {partition}{OF}{}", self.partitions)),
            ..self.config(self.events(partition), vec![format!("{}.*.{partition}", self.prefix)])
        }
    }

    /// The dead letters.
    pub(crate) fn dead_config(&self) -> Config {
        self.config(self.dead(), vec![format!("{}.>", self.dead())])
    }

    /// The stream of a bucket with an age. `create_key_value` would ask first for data that server
    /// 2.9 does not have.
    pub(crate) fn guard_config(&self, age: Duration) -> Config {
        let bucket = self.guard();
        Config {
            max_messages_per_subject: 1,
            discard: DiscardPolicy::New,
            max_age: age,
            allow_rollup: true,
            deny_delete: true,
            allow_direct: true,
            ..self.config(format!("KV_{bucket}"), vec![format!("$KV.{bucket}.>")])
        }
    }

    /// What the server says when an event was delivered too often. It says so once, and a stream
    /// keeps it while no worker runs.
    pub(crate) fn advisories_config(&self) -> Config {
        let subject = format!("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.*.{}", self.worker());
        Config {
            retention: RetentionPolicy::WorkQueue,
            ..self.config(self.advisories(), vec![subject])
        }
    }
}

impl WorkerSettings {
    /// The lines of a partition.
    pub(crate) fn journal_config(&self, partition: u16) -> Config {
        let name = self.nats.journal(partition);
        let subject = format!("{name}.*");
        Config {
            max_age: Duration::from_secs(self.journal_days * 86_400),
            ..self.nats.config(name, vec![subject])
        }
    }

    /// The consumer of a partition: one event at a time, whatever the number of workers.
    pub(crate) fn consumer_config(&self) -> pull::Config {
        pull::Config {
            durable_name: Some(self.nats.worker()),
            ack_policy: AckPolicy::Explicit,
            ack_wait: self.ack_wait(),
            max_ack_pending: 1,
            // The last time, a worker only buries it.
            max_deliver: self.deliveries + 1,
            ..pull::Config::default()
        }
    }
}

/// Opens a stream, and creates it if it does not exist.
///
/// # Errors
///
/// Returns an error if it exists with other settings, or the server does not answer.
pub(crate) async fn open(context: &Context, config: Config) -> Result<Stream, StreamError> {
    let stream = context.get_or_create_stream(&config).await.map_err(async_nats::Error::from)?;
    let theirs = &stream.cached_info().config;
    let compared: [(_, &dyn Display, &dyn Display); 4] = [
        ("REPLICAS", &theirs.num_replicas, &config.num_replicas),
        ("PARTITIONS", &partitions(theirs), &partitions(&config)),
        ("BACKLOG and twice KEEP_DONE", &limit(theirs.max_messages), &limit(config.max_messages)),
        (
            "JOURNAL_DAYS",
            &(theirs.max_age.as_secs() / 86_400),
            &(config.max_age.as_secs() / 86_400),
        ),
    ];
    let windows = (theirs.duplicate_window.as_secs(), config.duplicate_window.as_secs());
    let window: (_, &dyn Display, &dyn Display) = ("WINDOW_S", &windows.0, &windows.1);
    // Without a window of its own, a stream has the server's.
    let window = (windows.1 > 0).then_some(window);
    for (setting, theirs, ours) in compared.into_iter().chain(window) {
        let (theirs, ours) = (theirs.to_string(), ours.to_string());
        if theirs != ours {
            let stream = config.name.clone();
            return Err(StreamError::Different { stream, setting, theirs, ours });
        }
    }
    Ok(stream)
}

/// How many partitions there are, in the description of one.
fn partitions(config: &Config) -> &str {
    let description = config.description.as_deref().unwrap_or_default();
    description.split_once(OF).map_or("unknown", |(_, count)| count)
}

/// The id of a partition whose stream was opened.
pub(crate) fn partition_id(number: u16, info: &Info) -> PartitionId {
    PartitionId { number, created: info.created.unix_timestamp_nanos() }
}

/// A limit of 0 is none, which a server writes as -1.
fn limit(messages: i64) -> i64 {
    messages.max(0)
}
