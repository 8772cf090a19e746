//! The log: JSON on the standard output, one line for each callback. An [`Observation`] is safe to
//! log; the query and the body are not.
//!
//! A thread of its own writes it. If nobody reads, lines are lost and counted, and no callback
//! waits.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tim_callback::receiver::Outcome;
use tim_callback::{Observation, SdkAppId};
use tracing::field::display;
use tracing::{Level, error, info, warn};
use tracing_appender::non_blocking::{ErrorCounter, NonBlockingBuilder, WorkerGuard};

/// How many lines may wait to be written.
const LINES: usize = 10_000;

/// How long the last lines may take to be written.
const LAST_LINES: Duration = Duration::from_secs(1);

/// The running log.
#[derive(Debug)]
pub struct Log {
    guard: WorkerGuard,
    lost: ErrorCounter,
}

/// Starts logging.
#[must_use]
pub fn start() -> Log {
    let (writer, guard) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(LINES)
        .thread_name("log")
        .finish(std::io::stdout());
    let lost = writer.error_counter();
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(Level::INFO)
        .with_writer(writer)
        .init();
    Log { guard, lost }
}

impl Log {
    /// Counts the lines that were lost.
    #[must_use]
    pub fn lost(&self) -> ErrorCounter {
        self.lost.clone()
    }

    /// Writes the lines that wait. If nobody reads, gives up after a second.
    pub fn close(self) {
        let (done, written) = mpsc::channel();
        // Dropping the guard waits for the writer, and a writer that is stuck would keep it.
        thread::spawn(move || {
            drop(self.guard);
            // Nobody waits any more after the time is over.
            let _ = done.send(());
        });
        let _ = written.recv_timeout(LAST_LINES);
    }
}

/// Logs how a callback ended. Fields without a value are left out.
pub fn callback(seen: &Observation<'_>) {
    let (command, request_id) = (seen.command_name(), seen.request_id());
    let (command, request_id) = (command.as_deref(), request_id.as_deref());
    let app = seen.sdk_app_id().map(SdkAppId::get);
    let outcome: &str = seen.outcome().into();
    let decision: Option<&str> = seen.decision().map(Into::into);
    let policy: Option<&str> = seen.policy().map(Into::into);
    let status = seen.status();
    let error = seen.error().map(display);
    // This is the text of your own error: keep secrets and messages out of it.
    let cause = seen.cause().map(display);
    let elapsed_ms = seen.elapsed().as_secs_f64() * 1e3;
    macro_rules! log {
        ($level:ident) => {
            $level!(
                command, app, request_id, outcome, decision, policy, status, error, cause,
                elapsed_ms, "callback"
            )
        };
    }
    match seen.outcome() {
        Outcome::Decided => log!(info),
        Outcome::Refused | Outcome::Repeated | Outcome::Unregistered | Outcome::Unknown => {
            log!(warn);
        }
        _ => log!(error),
    }
}
