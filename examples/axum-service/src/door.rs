//! Who may stay: connections that have carried a verified callback, and a few strangers.
//!
//! Anybody can open connections and send halves of requests. A limit on connections alone would
//! let them keep everybody else out until their time is over. So the oldest stranger goes when
//! another one comes: whoever sends its callback at once is served, whatever the others hold.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use metrics::counter;
use service_parts::metrics::EVICTED;
use tokio::task::AbortHandle;

use crate::connection::Connection;
use crate::serve::Limits;

#[derive(Debug)]
pub(crate) struct Door {
    limits: Limits,
    known: AtomicUsize,
    /// The connections that came last, in order. Some are known by now, and some have ended.
    newcomers: Mutex<VecDeque<(Weak<Connection>, AbortHandle)>>,
}

impl Door {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, known: AtomicUsize::new(0), newcomers: Mutex::default() }
    }

    /// Lets a connection in, and the oldest stranger go if there are too many.
    pub(crate) fn enter(&self, connection: &Arc<Connection>, task: AbortHandle) {
        let mut newcomers = self.newcomers.lock().unwrap_or_else(PoisonError::into_inner);
        newcomers.push_back((Arc::downgrade(connection), task));
        if newcomers.len() > self.limits.strangers.get()
            && let Some((oldest, task)) = newcomers.pop_front()
            && oldest.upgrade().is_some_and(|connection| !connection.is_known())
        {
            counter!(EVICTED).increment(1);
            task.abort();
        }
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
