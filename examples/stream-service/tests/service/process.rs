//! The service's processes.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::eventually;
use crate::redis_server::Redis;

/// A process that is killed when the test ends, and whose log is shown when the test fails.
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

pub(crate) struct Endpoint {
    pub(crate) process: Process,
    pub(crate) address: SocketAddr,
}

pub(crate) struct Worker {
    pub(crate) process: Process,
    pub(crate) name: String,
}

impl Process {
    fn start(mode: &str, redis: &Redis, variables: &[(&str, &str)]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let log = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{mode}-{}-{number}.log", std::process::id()));
        let child = Command::new(env!("CARGO_BIN_EXE_stream-service"))
            .arg(mode)
            .env("REDIS_URL", redis.url())
            .env("SHARDS", "4")
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        Self { child, log }
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    pub(crate) fn pause(&self) {
        self.signal("-STOP");
    }

    pub(crate) fn resume(&self) {
        self.signal("-CONT");
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn terminate(&mut self) -> ExitStatus {
        self.signal("-TERM");
        self.wait()
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        let mut ended = None;
        eventually("a process ends", || {
            ended = self.child.try_wait().unwrap();
            ended.is_some()
        });
        ended.unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("{}:\n{}", self.log.display(), self.log());
        }
        let _ = std::fs::remove_file(&self.log);
    }
}

impl Endpoint {
    pub(crate) fn start(redis: &Redis, variables: &[(&str, &str)]) -> Self {
        let mut all = vec![
            ("LISTEN", "127.0.0.1:0"),
            ("SDK_APP_ID", "1400000000"),
            ("TOKEN", "xxxxyyyy"),
            ("POLICY", "closed"),
        ];
        all.extend(variables);
        let mut process = Process::start("endpoint", redis, &all);
        let mut line = String::new();
        BufReader::new(process.child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").expect("it listens");
        Self { address: address.parse().unwrap(), process }
    }
}

impl Worker {
    /// A worker with short leases, so that tests need not wait long for them to run out.
    pub(crate) fn start(redis: &Redis, variables: &[(&str, &str)]) -> Self {
        let mut all = vec![("LEASE_MS", "1500")];
        all.extend(variables);
        let process = Process::start("worker", redis, &all);
        let mut name = None;
        eventually("a worker says its name", || {
            let log = process.log();
            let said = log.lines().find_map(|line| line.split("worker=\"").nth(1));
            name = said.and_then(|said| Some(said.split_once('"')?.0.to_owned()));
            name.is_some()
        });
        Self { process, name: name.unwrap() }
    }

    /// Stops a worker that has an entry in its hands: stopped, it cannot end the entry meanwhile.
    pub(crate) fn pause_at_work(&self, redis: &Redis) {
        eventually("a worker is stopped at work", || {
            self.process.pause();
            let at_work = redis.pending(Some(&self.name)) > 0;
            if !at_work {
                self.process.resume();
            }
            at_work
        });
    }
}
