//! The settings, from environment variables or arguments.

use std::net::SocketAddr;
use std::num::NonZeroU16;
use std::time::Duration;

use clap::{Parser, Subcommand};
use service_parts::settings::Settings;

/// Processes the callbacks of Tencent Cloud Chat on any number of machines
#[derive(Debug, Parser)]
pub struct Args {
    /// What this process does.
    #[command(subcommand)]
    pub mode: Mode,
}

/// What a process does.
#[derive(Debug, Subcommand)]
pub enum Mode {
    /// Answers callbacks: decides before-commands, stores after-commands
    Endpoint(EndpointSettings),
    /// Works on the stored events
    Worker(WorkerSettings),
}

/// The settings that all endpoints and workers must share.
#[derive(Debug, Clone, clap::Args)]
pub struct NatsSettings {
    /// The servers, separated by commas, such as `nats://user:password@host:4222` or `tls://host`
    #[arg(
        long = "nats-url",
        env = "NATS_URL",
        value_name = "NATS_URL",
        value_delimiter = ',',
        default_value = "nats://127.0.0.1:4222",
        hide_env_values = true
    )]
    pub url: Vec<String>,

    /// What the names of all streams start with
    #[arg(long, env = "PREFIX", value_name = "PREFIX", default_value = "tim", value_parser = prefix)]
    pub prefix: String,

    /// How many events can be worked on at the same time
    #[arg(long, env = "PARTITIONS", value_name = "PARTITIONS", default_value = "8")]
    pub partitions: NonZeroU16,

    /// How many servers keep each event
    #[arg(
        long,
        env = "REPLICAS",
        value_name = "REPLICAS",
        default_value = "1",
        value_parser = clap::value_parser!(u8).range(1..=5)
    )]
    pub replicas: u8,

    /// The seconds within which a repeated event is not stored again
    #[arg(
        long,
        env = "WINDOW_S",
        value_name = "WINDOW_S",
        default_value = "120",
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    pub window_s: u64,

    /// How many events may wait in each partition; further ones are not stored
    #[arg(
        long,
        env = "BACKLOG",
        value_name = "BACKLOG",
        default_value = "100000",
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    pub backlog: u32,

    /// How many events that are done each partition keeps; it has up to twice as many
    #[arg(
        long,
        env = "KEEP_DONE",
        value_name = "KEEP_DONE",
        default_value = "100000",
        value_parser = clap::value_parser!(u64).range(..=1_000_000_000)
    )]
    pub keep_done: u64,
}

/// The settings of an endpoint.
#[derive(Debug, Clone, clap::Args)]
#[command(
    mut_arg("queue", |queue| queue
        .help("How many after-commands may wait to be stored; further ones get status 503")
        .default_value("256")),
    // A server accepts a message of 1 MiB, which is the body with its query.
    mut_arg("body_limit", |limit| limit.default_value("983040"))
)]
pub struct EndpointSettings {
    /// The settings that are the same in every service.
    #[command(flatten)]
    pub service: Settings,

    /// The streams.
    #[command(flatten)]
    pub nats: NatsSettings,

    /// The milliseconds after which an after-command that is not stored gets status 503. Tencent is
    /// documented to repeat what has timed out, after 2000
    #[arg(long, env = "STORE_WITHIN_MS", value_name = "STORE_WITHIN_MS", default_value = "2200")]
    pub store_within_ms: u64,
}

/// The settings of a worker.
#[derive(Debug, Clone, clap::Args)]
pub struct WorkerSettings {
    /// Address and port for /metrics; without it, there are none
    #[arg(long, env = "ADMIN_LISTEN", value_name = "ADMIN_LISTEN")]
    pub admin_listen: Option<SocketAddr>,

    /// The streams.
    #[command(flatten)]
    pub nats: NatsSettings,

    /// The milliseconds after which another worker gets the event of one that is dead
    #[arg(
        long,
        env = "ACK_WAIT_MS",
        value_name = "ACK_WAIT_MS",
        default_value = "5000",
        value_parser = clap::value_parser!(u64).range(500..)
    )]
    pub ack_wait_ms: u64,

    /// How often an event is given to a worker before it becomes a dead letter
    #[arg(
        long,
        env = "DELIVERIES",
        value_name = "DELIVERIES",
        default_value = "10",
        value_parser = clap::value_parser!(i64).range(1..)
    )]
    pub deliveries: i64,

    /// The seconds for which work that fails is tried before its event becomes a dead letter
    #[arg(long, env = "PATIENCE_S", value_name = "PATIENCE_S", default_value = "600")]
    pub patience_s: u64,

    /// The seconds after a signal within which the worker ends
    #[arg(long, env = "GRACE_S", value_name = "GRACE_S", default_value = "10")]
    pub grace_s: u64,

    /// The days for which the journal keeps its lines, and an event is known to be done
    #[arg(
        long,
        env = "JOURNAL_DAYS",
        value_name = "JOURNAL_DAYS",
        default_value = "7",
        value_parser = clap::value_parser!(u64).range(1..=36_500)
    )]
    pub journal_days: u64,

    /// The milliseconds that each event takes at least, to watch workers share the work and die
    #[arg(long, env = "PACE_MS", value_name = "PACE_MS", default_value = "0")]
    pub pace_ms: u64,
}

impl WorkerSettings {
    /// How long the server waits for a sign of life before it gives an event to another worker.
    #[must_use]
    pub fn ack_wait(&self) -> Duration {
        Duration::from_millis(self.ack_wait_ms)
    }
}

/// A part of a subject and of a stream's name.
fn prefix(text: &str) -> Result<String, &'static str> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !text.is_empty() && text.len() <= 64 && text.chars().all(good) {
        Ok(text.to_owned())
    } else {
        Err("expected 1 to 64 letters, digits, `-` or `_`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDPOINT: [&str; 6] = ["s", "endpoint", "--app-id", "1400000000", "--tokens", "covert"];

    fn error(arguments: &[&str]) -> String {
        Args::try_parse_from(ENDPOINT.iter().chain(arguments)).unwrap_err().to_string()
    }

    #[test]
    fn the_defaults_fit_a_server_on_this_machine() {
        let Mode::Endpoint(settings) = Args::parse_from(ENDPOINT).mode else { panic!() };
        assert_eq!(settings.nats.url, ["nats://127.0.0.1:4222"]);
        assert_eq!((settings.nats.partitions.get(), settings.nats.replicas), (8, 1));
        // A part of the requests in flight is left for before-commands.
        assert_eq!(settings.service.queue.get(), 256);
        assert!(settings.service.in_flight > settings.service.queue);
        assert_eq!(settings.service.body_limit, (1 << 20) - (1 << 16));
        let Mode::Worker(_) = Args::parse_from(["s", "worker"]).mode else { panic!() };
    }

    #[test]
    fn an_error_names_the_variable_and_what_it_takes_and_shows_no_secret() {
        for (name, wrong, said) in [
            ("--partitions", "0", "<PARTITIONS>"),
            ("--replicas", "6", "<REPLICAS>': 6 is not in 1..=5"),
            ("--prefix", "a.b", "<PREFIX>': expected 1 to 64 letters"),
            ("--backlog", "0", "<BACKLOG>': 0 is not in 1.."),
            ("--policy", "ajar", "[possible values: open, closed]"),
        ] {
            let error = error(&[name, wrong]);
            assert!(error.contains(said), "{error}");
            assert!(!error.contains("covert"), "{error}");
        }
    }
}
