//! Who may stay: connections that have carried a verified callback, and a few strangers.
//!
//! Anybody can open connections and send halves of requests. A limit on connections alone would
//! let them keep everybody else out until their time is over. So the oldest stranger goes when
//! another one comes: whoever sends its callback at once is served, whatever the others hold.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use metrics::counter;
use service_parts::metrics::EVICTED;
use tokio::task::AbortHandle;
use tokio::time::sleep;

use crate::connection::Connection;
use crate::serve::Limits;

/// How long every connection may stay, so that a caller has the time to send what it came with.
/// Together with the number of strangers, this limits how many are accepted in a second.
const AT_LEAST: Duration = Duration::from_millis(50);

#[derive(Debug)]
pub(crate) struct Door {
    limits: Limits,
    known: AtomicUsize,
    /// The connections that came last, in order. Some are known by now, and some have ended.
    newcomers: Mutex<VecDeque<Newcomer>>,
}

#[derive(Debug)]
struct Newcomer {
    connection: Weak<Connection>,
    task: AbortHandle,
    since: Instant,
}

impl Newcomer {
    fn is_stranger(&self) -> bool {
        self.connection.upgrade().is_some_and(|connection| !connection.is_known())
    }
}

impl Door {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, known: AtomicUsize::new(0), newcomers: Mutex::default() }
    }

    /// Waits until there is room for one more stranger, for which the oldest may have to go.
    pub(crate) async fn room(&self) {
        while let Some(wait) = self.make_room() {
            sleep(wait).await;
        }
    }

    /// How long to wait for room; `None` if there is room now.
    fn make_room(&self) -> Option<Duration> {
        let mut newcomers = self.newcomers.lock().unwrap_or_else(PoisonError::into_inner);
        while newcomers.len() >= self.limits.strangers.get() {
            let oldest = newcomers.front()?;
            if oldest.is_stranger() {
                let age = oldest.since.elapsed();
                if age < AT_LEAST {
                    return Some(AT_LEAST.saturating_sub(age));
                }
                counter!(EVICTED).increment(1);
                oldest.task.abort();
            }
            newcomers.pop_front();
        }
        None
    }

    /// Notes a connection that was let in.
    pub(crate) fn enter(&self, connection: &Arc<Connection>, task: AbortHandle) {
        let mut newcomers = self.newcomers.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = Arc::downgrade(connection);
        newcomers.push_back(Newcomer { connection, task, since: Instant::now() });
    }

    /// Whether there is room for one more known connection, which then has it.
    pub(crate) fn keep(&self) -> bool {
        let room = self.limits.known.get();
        let more = |known| (known < room).then_some(known + 1);
        self.known.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
    }

    /// A known connection that had room has ended.
    pub(crate) fn leave(&self) {
        self.known.fetch_sub(1, Ordering::Relaxed);
    }
}
