//! A Redis of the test's own.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use redis::{Cmd, Connection, FromRedisValue, RedisResult};

use crate::eventually;

pub(crate) struct Redis {
    port: u16,
    dir: PathBuf,
    process: Child,
}

/// An entry of a stream: its id, and its fields, names and values.
pub(crate) type Entry = (String, Vec<(String, Vec<u8>)>);

fn new_dir() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("redis-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn spawn(port: u16, dir: &Path) -> Child {
    let spawned = Command::new("redis-server")
        .args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--dir"])
        .arg(dir)
        .args(["--save", "", "--appendonly", "yes", "--appendfsync", "always"])
        .stdout(Stdio::null())
        .spawn();
    match spawned {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            panic!("no redis-server in PATH: apt-get install -y redis-server")
        }
        spawned => spawned.unwrap(),
    }
}

impl Redis {
    pub(crate) fn start() -> Self {
        let (port, dir) = (free_port(), new_dir());
        let mut redis = Self { port, process: spawn(port, &dir), dir };
        redis.wait_until_up();
        redis
    }

    /// Somebody may have taken the port first: then it is their Redis that answers.
    fn is_ours(&self) -> RedisResult<bool> {
        let mut config = redis::cmd("CONFIG");
        let said: (String, String) = config.arg("GET").arg("dir").query(&mut self.connect()?)?;
        Ok(Path::new(&said.1) == self.dir.canonicalize().unwrap())
    }

    fn wait_until_up(&mut self) {
        eventually("Redis answers", || {
            let ended = self.process.try_wait().unwrap();
            assert!(ended.is_none(), "redis-server on port {}: {ended:?}", self.port);
            self.is_ours().unwrap_or(false)
        });
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    fn connect(&self) -> RedisResult<Connection> {
        redis::Client::open(self.url())?.get_connection()
    }

    pub(crate) fn connection(&self) -> Connection {
        self.connect().unwrap()
    }

    pub(crate) fn ask<T: FromRedisValue>(&self, command: &Cmd) -> T {
        command.query(&mut self.connection()).unwrap()
    }

    /// SIGKILL: no last words, nothing is flushed that was not.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Keeps its connections open but answers nothing.
    pub(crate) fn pause(&self) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-STOP", &pid]).status().unwrap().success());
    }

    pub(crate) fn start_again(&mut self) {
        self.process = spawn(self.port, &self.dir);
        self.wait_until_up();
    }

    /// Cuts every connection but the one that asks for it.
    pub(crate) fn cut_connections(&self) -> usize {
        self.ask(redis::cmd("CLIENT").arg("KILL").arg("TYPE").arg("normal"))
    }

    pub(crate) fn keys(&self, pattern: &str) -> Vec<String> {
        let mut keys: Vec<String> = self.ask(redis::cmd("KEYS").arg(pattern));
        keys.sort();
        keys
    }

    /// How many entries are in all streams together, or in all dead letters.
    pub(crate) fn entries(&self, of: &str) -> usize {
        let keys = self.keys(&format!("{{tim:*}}:{of}"));
        keys.iter().map(|key| self.ask::<usize>(redis::cmd("XLEN").arg(key))).sum()
    }

    /// How many entries a consumer took and did not end, or all consumers.
    pub(crate) fn pending(&self, consumer: Option<&str>) -> usize {
        let of = |stream: &String| {
            let mut command = redis::cmd("XPENDING");
            command.arg(stream).arg("workers").arg("-").arg("+").arg(1000);
            let pending: RedisResult<Vec<(String, String, u64, u64)>> =
                command.arg(consumer).query(&mut self.connection());
            // Before a worker comes there is no group.
            pending.map_or(0, |pending| pending.len())
        };
        self.keys("{tim:*}:stream").iter().map(of).sum()
    }

    pub(crate) fn dead_letters(&self) -> Vec<Entry> {
        let read = |key: &String| self.ask(redis::cmd("XRANGE").arg(key).arg("-").arg("+"));
        self.keys("{tim:*}:dead").iter().flat_map(|key| -> Vec<Entry> { read(key) }).collect()
    }

    /// The lines of a group's journal. Two journals of one group would mean two shards.
    pub(crate) fn journal(&self, group: &str) -> Vec<String> {
        match self.keys(&format!("*:journal:1400000000:{group}")).as_slice() {
            [] => Vec::new(),
            [key] => self.ask(redis::cmd("LRANGE").arg(key).arg(0).arg(-1)),
            more => panic!("a group in several shards: {more:?}"),
        }
    }

    /// The owner of each shard that has one.
    pub(crate) fn owners(&self) -> Vec<String> {
        let owner = |lease: &String| self.ask(redis::cmd("HGET").arg(lease).arg("worker"));
        self.keys("{tim:*}:lease").iter().filter_map(owner).collect()
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}
