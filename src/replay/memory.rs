use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::{ReplayGuard, ReplayKey};
use crate::value::UnixSeconds;

/// A [`ReplayGuard`] in the memory of one process, for all its threads, of bounded size.
///
/// When it is full the oldest key is forgotten: make it larger than the number of callbacks that
/// can come within twice the verifier's window. A key takes about 100 bytes.
pub struct MemoryReplayGuard {
    capacity: usize,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    keys: HashSet<ReplayKey>,
    /// The same keys in the order they came.
    order: VecDeque<(UnixSeconds, ReplayKey)>,
}

impl MemoryReplayGuard {
    /// A guard that remembers at most this many keys, and at least one.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), seen: Mutex::default() }
    }

    /// How many keys it remembers now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).keys.len()
    }

    /// Whether it remembers none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Seen {
    fn forget_oldest(&mut self) {
        if let Some((_, key)) = self.order.pop_front() {
            self.keys.remove(&key);
        }
    }
}

impl ReplayGuard for MemoryReplayGuard {
    fn is_new(&self, key: &ReplayKey, expires: UnixSeconds, now: UnixSeconds) -> bool {
        // Whoever panicked while holding the lock left whole keys behind: nothing here panics.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        while seen.order.front().is_some_and(|(expires, _)| *expires < now) {
            seen.forget_oldest();
        }
        if !seen.keys.insert(*key) {
            return false;
        }
        seen.order.push_back((expires, *key));
        if seen.order.len() > self.capacity {
            seen.forget_oldest();
        }
        true
    }
}

impl fmt::Debug for MemoryReplayGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryReplayGuard")
            .field("capacity", &self.capacity)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
