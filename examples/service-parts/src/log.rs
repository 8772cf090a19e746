//! The log: JSON on the standard output, one line for each callback. An [`Observation`] is safe to
//! log; the query and the body are not.
//!
//! Lines are collected, and a thread of its own writes them many at a time: waking it for each line
//! costs more than everything else that a callback needs. If nobody reads, lines are lost and
//! counted, and no callback waits.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use serde_with::skip_serializing_none;
use tim_callback::receiver::Outcome;
use tim_callback::{Observation, SdkAppId};
use tracing::Level;

/// How many bytes may wait to be written.
const ROOM: usize = 2 << 20;

/// More bytes than most lines take.
const LINE: usize = 512;

/// How often they are written.
const PERIOD: Duration = Duration::from_millis(20);

/// How long the last lines may take to be written.
pub const LAST_LINES: Duration = Duration::from_secs(1);

/// Lines that wait to be written.
#[derive(Debug, Default)]
struct Waiting {
    bytes: Mutex<Vec<u8>>,
    lost: AtomicU64,
    closed: AtomicBool,
}

impl Waiting {
    fn add(&self, line: &[u8]) {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes.len() + line.len() > ROOM {
            self.lost.fetch_add(1, Ordering::Relaxed);
        } else {
            bytes.extend_from_slice(line);
        }
    }

    /// Writes what waits, until it is closed and nothing waits any more.
    fn write(&self, mut output: impl Write) {
        let mut taken = Vec::new();
        loop {
            let closed = self.closed.load(Ordering::Acquire);
            std::mem::swap(
                &mut taken,
                &mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner),
            );
            if output.write_all(&taken).and_then(|()| output.flush()).is_err() {
                let lines = taken.split_inclusive(|byte| *byte == b'\n').count();
                self.lost.fetch_add(lines as u64, Ordering::Relaxed);
            }
            taken.clear();
            if closed {
                return;
            }
            thread::sleep(PERIOD);
        }
    }
}

/// The log of this process.
static RUNNING: OnceLock<Arc<Waiting>> = OnceLock::new();

/// Takes one line at a time from `tracing`.
struct Line(Arc<Waiting>);

impl Write for Line {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.add(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The running log.
#[derive(Debug)]
pub struct Log {
    waiting: Arc<Waiting>,
    written: Receiver<()>,
}

/// How many lines were lost.
#[derive(Debug, Clone)]
pub struct Lost(Arc<Waiting>);

impl Lost {
    /// The number so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.lost.load(Ordering::Relaxed)
    }
}

/// Starts logging to the standard output.
#[must_use]
pub fn start() -> Log {
    let waiting = Arc::clone(RUNNING.get_or_init(Arc::default));
    let writer = Arc::clone(&waiting);
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(Level::INFO)
        .with_writer(move || Line(Arc::clone(&writer)))
        .init();
    let (done, written) = mpsc::channel();
    let lines = Arc::clone(&waiting);
    thread::spawn(move || written_out(&lines, &done));
    Log { waiting, written }
}

fn written_out(waiting: &Waiting, done: &Sender<()>) {
    waiting.write(io::stdout());
    // Nobody waits any more after the time is over.
    let _ = done.send(());
}

impl Log {
    /// How many lines were lost.
    #[must_use]
    pub fn lost(&self) -> Lost {
        Lost(Arc::clone(&self.waiting))
    }

    /// Writes the lines that wait. If nobody reads, gives up after a second.
    pub fn close(self) {
        self.waiting.closed.store(true, Ordering::Release);
        let _ = self.written.recv_timeout(LAST_LINES);
    }
}

/// One callback, with the keys that `tracing` has.
#[skip_serializing_none]
#[derive(Serialize)]
struct Callback<'a> {
    timestamp: Timestamp,
    level: &'static str,
    message: &'static str,
    command: Option<Cow<'a, str>>,
    app: Option<u64>,
    request_id: Option<Cow<'a, str>>,
    outcome: &'static str,
    decision: Option<&'static str>,
    policy: Option<&'static str>,
    status: u16,
    error: Option<String>,
    /// The text of your own error: keep secrets and messages out of it.
    cause: Option<String>,
    elapsed_ms: f64,
}

/// Logs how a callback ended. Fields without a value are left out.
///
/// The line is written without `tracing`, whose JSON takes half as long as the whole callback.
pub fn callback(seen: &Observation<'_>) {
    let Some(waiting) = RUNNING.get() else { return };
    let line = Callback {
        timestamp: Timestamp::now(),
        level: match seen.outcome() {
            Outcome::Decided => "INFO",
            Outcome::Refused | Outcome::Repeated | Outcome::Unregistered | Outcome::Unknown => {
                "WARN"
            }
            _ => "ERROR",
        },
        message: "callback",
        command: seen.command_name(),
        app: seen.sdk_app_id().map(SdkAppId::get),
        request_id: seen.request_id(),
        outcome: seen.outcome().into(),
        decision: seen.decision().map(Into::into),
        policy: seen.policy().map(Into::into),
        status: seen.status(),
        error: seen.error().map(ToString::to_string),
        cause: seen.cause().map(ToString::to_string),
        elapsed_ms: seen.elapsed().as_secs_f64() * 1e3,
    };
    let mut bytes = Vec::with_capacity(LINE);
    if serde_json::to_writer(&mut bytes, &line).is_ok() {
        bytes.push(b'\n');
        waiting.add(&bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_room_is_lost_and_counted() {
        let waiting = Waiting::default();
        let line = vec![b'x'; ROOM / 2];
        for lost in [0, 0, 1, 2] {
            waiting.add(&line);
            assert_eq!(waiting.lost.load(Ordering::Relaxed), lost);
        }
        waiting.closed.store(true, Ordering::Release);
        let mut written = Vec::new();
        waiting.write(&mut written);
        assert_eq!(written.len(), ROOM);
        waiting.add(&line);
        assert_eq!(waiting.lost.load(Ordering::Relaxed), 2, "there is room again");
    }
}
