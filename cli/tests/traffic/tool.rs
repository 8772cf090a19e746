//! The tool as a process.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::http;

pub struct Ended {
    pub status: Option<i32>,
    pub out: String,
    pub errors: String,
}

impl Ended {
    #[track_caller]
    pub fn says(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, Some(status), "{}{}", self.out, self.errors);
        for word in words {
            let said = self.out.contains(word) || self.errors.contains(word);
            assert!(said, "{word:?} is not in\n{}{}", self.out, self.errors);
        }
    }

    /// The lines on stdout, which are JSON.
    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tim-callback"));
    command.args(args).env_remove("TIM_TOKEN").stdin(Stdio::null());
    command
}

/// Runs it until it ends.
pub fn run(args: &[&str]) -> Ended {
    let output = command(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { status: output.status.code(), out: text(output.stdout), errors: text(output.stderr) }
}

/// A server, which is killed at the end of its test.
pub struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    addresses: Value,
}

impl Server {
    /// Starts it with `--json`, and reads its addresses.
    pub fn start(args: &[&str]) -> Self {
        Self::spawn(command(args))
    }

    /// Starts it so that a file can grow to a few kilobytes only.
    #[cfg(target_os = "linux")]
    pub fn start_with_small_files(args: &[&str]) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"]);
        shell.arg(env!("CARGO_BIN_EXE_tim-callback")).args(args).stdin(Stdio::null());
        Self::spawn(shell)
    }

    fn spawn(mut command: Command) -> Self {
        command.arg("--json").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let addresses = serde_json::from_str(&line).unwrap_or_else(|_| {
            let mut errors = String::new();
            child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
            panic!("it did not start: {errors}")
        });
        Self { child, out, addresses }
    }

    /// Where it receives callbacks.
    pub fn address(&self) -> SocketAddr {
        self.addresses["listening"].as_str().unwrap().parse().unwrap()
    }

    /// The address of the page.
    pub fn page(&self) -> SocketAddr {
        self.addresses["page"].as_str().unwrap()["http://".len()..].parse().unwrap()
    }

    /// Posts a callback.
    pub fn post(&self, query: &str, body: &[u8]) -> http::Response {
        let target = format!("/callback?{query}");
        http::post(self.address(), &target, &[("Content-Type", "application/json")], body)
    }

    /// The memory it uses, in bytes.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() << 10
    }

    /// Sends it a signal to stop.
    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", "TERM", &pid]).status().unwrap().success());
    }

    /// Stops it by a signal.
    pub fn stop(self) -> Ended {
        self.terminate();
        self.ended()
    }

    /// From now on, nobody reads what it says on stderr.
    pub fn close_stderr(&mut self) {
        self.child.stderr.take();
    }

    /// Waits for its end.
    pub fn ended(mut self) -> Ended {
        let (mut out, mut errors) = (String::new(), String::new());
        self.out.read_to_string(&mut out).unwrap();
        if let Some(mut stderr) = self.child.stderr.take() {
            stderr.read_to_string(&mut errors).unwrap();
        }
        Ended { status: self.child.wait().unwrap().code(), out, errors }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails if it has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
