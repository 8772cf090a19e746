//! The service's processes.

use std::fs::File;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::eventually;
use crate::nats_server::{Nats, PARTITIONS};

/// A process that is killed when the test ends, and whose log is shown when the test fails.
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

pub(crate) struct Endpoint {
    pub(crate) process: Process,
    pub(crate) address: SocketAddr,
}

impl Process {
    pub(crate) fn start(mode: &str, nats: &Nats, variables: &[(&str, &str)]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let log = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{mode}-{}-{number}.log", std::process::id()));
        let output = File::create(&log).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_stream-service"))
            .arg(mode)
            .env_clear()
            .env("NATS_URL", nats.url())
            .env("REPLICAS", nats.count().to_string())
            .env("PARTITIONS", PARTITIONS.to_string())
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stderr(output.try_clone().unwrap())
            .stdout(output)
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
    pub(crate) fn start(nats: &Nats, variables: &[(&str, &str)]) -> Self {
        let mut all = vec![
            ("LISTEN", "127.0.0.1:0"),
            ("TIM_APP_ID", "1400000000"),
            ("TIM_TOKENS", "xxxxyyyy"),
        ];
        all.extend(variables);
        let process = Process::start("endpoint", nats, &all);
        let mut address = None;
        eventually("it listens", || {
            let log = process.log();
            let said = log.split_once(r#""listening","address":""#);
            address = said.and_then(|(_, rest)| rest.split_once('"')?.0.parse().ok());
            address.is_some()
        });
        Self { process, address: address.unwrap() }
    }
}

/// A worker whose events soon go to another one if it dies.
pub(crate) fn worker(nats: &Nats, variables: &[(&str, &str)]) -> Process {
    let mut all = vec![("ACK_WAIT_MS", "1500")];
    all.extend(variables);
    Process::start("worker", nats, &all)
}
