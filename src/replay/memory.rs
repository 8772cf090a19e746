use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::{ReplayGuard, ReplayKey};
use crate::value::UnixSeconds;

/// A [`ReplayGuard`] of bounded size in the memory of one process, shared by all its threads.
///
/// When it is full, it forgets the oldest key. Make it larger than the number of callbacks that can
/// arrive within twice the verifier's window. A key needs about 100 bytes.
pub struct MemoryReplayGuard {
    capacity: usize,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    keys: HashSet<ReplayKey>,
    /// The same keys in the order in which they arrived.
    order: VecDeque<(UnixSeconds, ReplayKey)>,
}

impl MemoryReplayGuard {
    /// A guard that remembers at most this many keys. 0 counts as 1.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), seen: Mutex::default() }
    }

    /// The number of keys it remembers now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).keys.len()
    }

    /// Whether it remembers no keys.
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
        // Nothing here panics while it holds the lock, so a poisoned lock still guards consistent
        // keys.
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
