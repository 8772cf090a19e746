//! NATS servers of the test's own, in folders and on ports of their own.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use async_nats::HeaderMap;
use async_nats::jetstream::consumer::{self, AckPolicy, pull};
use async_nats::jetstream::context::{ContextBuilder, GetStreamError, GetStreamErrorKind};
use async_nats::jetstream::stream::{Config, Stream};
use async_nats::jetstream::{Context, ErrorCode};
use futures_util::StreamExt as _;
use stream_service::journal::MARK;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::eventually;

/// As many as the processes of the tests have.
pub(crate) const PARTITIONS: usize = 4;

/// One server, or a cluster of three.
pub(crate) struct Nats {
    servers: Vec<Server>,
    folder: TempDir,
    runtime: Runtime,
}

struct Server {
    port: u16,
    config: PathBuf,
    process: Child,
    paused: bool,
}

/// A message of a stream.
pub(crate) struct Found {
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

fn free_ports(count: usize) -> Vec<u16> {
    // Held together, so that they differ.
    let held: Vec<_> = (0..count).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    held.iter().map(|listener| listener.local_addr().unwrap().port()).collect()
}

fn spawn(config: &Path) -> Child {
    let spawned = Command::new("nats-server")
        .arg("-c")
        .arg(config)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match spawned {
        Err(error) if error.kind() == ErrorKind::NotFound => panic!(
            "no nats-server in PATH: RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
             apt-get install -y --no-install-recommends nats-server"
        ),
        spawned => spawned.unwrap(),
    }
}

/// A stream with a copy on every server can be created only when all of them are there.
fn probe(count: usize) -> Config {
    Config { name: "probe".to_owned(), num_replicas: count, ..Config::default() }
}

fn is_missing(error: &GetStreamError) -> bool {
    match error.kind() {
        GetStreamErrorKind::JetStream(error) => error.error_code() == ErrorCode::STREAM_NOT_FOUND,
        _ => false,
    }
}

fn journal(partition: usize) -> String {
    format!("tim-journal-{partition}")
}

/// The number of the last event of the partition that has a line.
async fn mark(context: &Context, partition: usize) -> Result<u64, async_nats::Error> {
    let journal = match context.get_stream(journal(partition)).await {
        Err(error) if is_missing(&error) => return Ok(0),
        journal => journal?,
    };
    let state = &journal.cached_info().state;
    if state.messages == 0 {
        return Ok(0);
    }
    let last = journal.get_raw_message(state.last_sequence).await?;
    let mark = last.headers.get(MARK).and_then(|mark| mark.as_str().split_once(' '));
    Ok(mark.ok_or("no mark")?.1.parse()?)
}

impl Nats {
    pub(crate) fn single() -> Self {
        Self::start(1)
    }

    pub(crate) fn cluster() -> Self {
        Self::start(3)
    }

    fn start(count: usize) -> Self {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let (clients, routes) = (free_ports(count), free_ports(count));
        let all: Vec<_> = routes.iter().map(|port| format!("nats://127.0.0.1:{port}")).collect();
        let servers = (0..count).map(|number| {
            let path = folder.path().join(format!("{number}"));
            let cluster = match count {
                1 => String::new(),
                _ => format!(
                    "cluster {{ name: c, listen: \"127.0.0.1:{}\", routes: [{}] }}\n",
                    routes[number],
                    all.join(", ")
                ),
            };
            let config = path.with_extension("conf");
            let text = format!(
                "server_name: s{number}\nlisten: \"127.0.0.1:{}\"\nlog_file: \"{}\"\n\
                 jetstream {{ store_dir: \"{}\" }}\n{cluster}",
                clients[number],
                path.with_extension("log").display(),
                path.display(),
            );
            std::fs::write(&config, text).unwrap();
            Server { port: clients[number], process: spawn(&config), config, paused: false }
        });
        let nats = Self { servers: servers.collect(), folder, runtime: Runtime::new().unwrap() };
        nats.wait_until_up();
        nats
    }

    pub(crate) fn count(&self) -> usize {
        self.servers.len()
    }

    pub(crate) fn url(&self) -> String {
        let urls: Vec<_> =
            self.servers.iter().map(|server| format!("nats://127.0.0.1:{}", server.port)).collect();
        urls.join(",")
    }

    /// A connection of its own, with time to wait for a leader.
    async fn connect(&self) -> Result<Context, async_nats::Error> {
        let up = self.servers.iter().filter(|server| !server.paused);
        let urls: Vec<_> = up.map(|server| format!("nats://127.0.0.1:{}", server.port)).collect();
        let client = async_nats::connect(urls).await?;
        Ok(ContextBuilder::new().timeout(Duration::from_secs(2)).build(client))
    }

    /// Asks until there is an answer.
    pub(crate) fn ask<T>(
        &self,
        question: impl AsyncFn(Context) -> Result<T, async_nats::Error>,
    ) -> T {
        let mut answer = None;
        eventually("NATS answers", || {
            answer = self.runtime.block_on(async { question(self.connect().await?).await }).ok();
            answer.is_some()
        });
        answer.unwrap()
    }

    pub(crate) fn wait_until_up(&self) {
        self.ask(async |context| {
            context.get_or_create_stream(probe(self.servers.len())).await?;
            Ok(())
        });
    }

    /// Waits until every server has a current copy of every stream. With three copies, one server
    /// may be down at a time.
    pub(crate) fn wait_until_healthy(&self) {
        self.ask(async |context| {
            let mut streams = context.streams();
            while let Some(info) = streams.next().await {
                let cluster = info?.cluster.ok_or("no cluster")?;
                if cluster.leader.is_none()
                    || cluster.replicas.iter().any(|peer| !peer.current || peer.offline)
                {
                    return Err("a copy is missing".into());
                }
            }
            Ok(())
        });
    }

    /// SIGKILL: no last words.
    pub(crate) fn kill(&mut self, number: usize) {
        let process = &mut self.servers[number].process;
        process.kill().unwrap();
        process.wait().unwrap();
    }

    pub(crate) fn start_again(&mut self, number: usize) {
        let server = &mut self.servers[number];
        server.process = spawn(&server.config);
    }

    fn signal(&self, number: usize, name: &str) {
        let pid = self.servers[number].process.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    /// Keeps its connections open but answers nothing.
    pub(crate) fn pause(&mut self, number: usize) {
        self.servers[number].paused = true;
        self.signal(number, "-STOP");
    }

    pub(crate) fn resume(&mut self, number: usize) {
        self.servers[number].paused = false;
        self.signal(number, "-CONT");
    }

    /// How many messages a stream has; 0 if there is none.
    pub(crate) fn messages(&self, stream: &str) -> u64 {
        self.ask(async |context| match context.get_stream(stream).await {
            Ok(stream) => Ok(stream.cached_info().state.messages),
            Err(error) if is_missing(&error) => Ok(0),
            Err(error) => Err(error.into()),
        })
    }

    /// All messages of a stream, in order.
    pub(crate) fn all(&self, name: &str) -> Vec<Found> {
        self.ask(async |context| {
            let stream = match context.get_stream(name).await {
                Err(error) if is_missing(&error) => return Ok(Vec::new()),
                stream => stream?,
            };
            let count = usize::try_from(stream.cached_info().state.messages)?;
            let config = pull::Config { ack_policy: AckPolicy::None, ..Default::default() };
            let consumer = stream.create_consumer(config).await?;
            let mut found = Vec::new();
            while found.len() < count {
                let expires = Duration::from_secs(2);
                let mut batch =
                    consumer.fetch().max_messages(1000).expires(expires).messages().await?;
                let before = found.len();
                while let Some(message) = batch.next().await {
                    let message = message?;
                    found.push(Found {
                        headers: message.headers.clone().unwrap_or_default(),
                        body: String::from_utf8(message.payload.to_vec())?,
                    });
                    if found.len() == count {
                        break;
                    }
                }
                if found.len() == before {
                    return Err("the messages do not come".into());
                }
            }
            Ok(found)
        })
    }

    /// The lines of all groups.
    pub(crate) fn lines(&self) -> Vec<String> {
        let journals = (0..PARTITIONS).flat_map(|partition| self.all(&journal(partition)));
        journals.map(|found| found.body).filter(|line| !line.is_empty()).collect()
    }

    /// The lines of one group.
    pub(crate) fn journal(&self, group: &str) -> Vec<String> {
        let of_group = format!("1400000000 {group}: ");
        let lines = self.lines();
        lines.iter().filter_map(|line| line.strip_prefix(&of_group)).map(str::to_owned).collect()
    }

    pub(crate) fn line_count(&self) -> usize {
        self.lines().len()
    }

    /// The streams of the partitions, as many as there are.
    async fn partitions(context: &Context) -> Result<Vec<Stream>, async_nats::Error> {
        let mut partitions = Vec::new();
        for partition in 0..PARTITIONS {
            match context.get_stream(format!("tim-{partition}")).await {
                Ok(stream) => partitions.push(stream),
                Err(error) if is_missing(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(partitions)
    }

    /// How many events were stored.
    pub(crate) fn stored(&self) -> u64 {
        self.ask(async |context| {
            let partitions = Self::partitions(&context).await?;
            Ok(partitions.iter().map(|stream| stream.cached_info().state.last_sequence).sum())
        })
    }

    /// How many events have no line of the journal.
    pub(crate) fn waiting(&self) -> u64 {
        self.ask(async |context| {
            let mut waiting = 0;
            for (number, stream) in Self::partitions(&context).await?.into_iter().enumerate() {
                waiting +=
                    stream.cached_info().state.last_sequence - mark(&context, number).await?;
            }
            Ok(waiting)
        })
    }

    /// What a failure is read from.
    pub(crate) fn state(&self) -> Vec<String> {
        self.ask(async |context| {
            let mut lines = Vec::new();
            for (number, stream) in Self::partitions(&context).await?.into_iter().enumerate() {
                let info = stream.consumer_info("tim-worker").await?;
                let state = &stream.cached_info().state;
                lines.push(format!(
                    "partition {number}: {}..={}, mark {}, {:?}, {:?}, pending {}, in hand {}",
                    state.first_sequence,
                    state.last_sequence,
                    mark(&context, number).await?,
                    info.delivered,
                    info.ack_floor,
                    info.num_pending,
                    info.num_ack_pending,
                ));
            }
            Ok(lines)
        })
    }

    /// How many times an event was given to a worker.
    pub(crate) fn given(&self) -> u64 {
        self.of_consumers(|info| info.delivered.consumer_sequence)
    }

    /// How many events are given to a worker that has not acknowledged them.
    pub(crate) fn in_hand(&self) -> u64 {
        self.of_consumers(|info| info.num_ack_pending as u64)
    }

    fn of_consumers(&self, count: impl Fn(&consumer::Info) -> u64) -> u64 {
        self.ask(async |context| {
            let mut sum = 0;
            for stream in Self::partitions(&context).await? {
                sum += count(&stream.consumer_info("tim-worker").await?);
            }
            Ok(sum)
        })
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        for server in &mut self.servers {
            let _ = server.process.kill();
            let _ = server.process.wait();
        }
        if std::thread::panicking() && std::env::var_os("KEEP").is_some() {
            self.folder.disable_cleanup(true);
            eprintln!("the servers' logs are in {}", self.folder.path().display());
        }
    }
}
