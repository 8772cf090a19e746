//! The callbacks that are kept: the latest, up to a number and a size.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::reading::{Reading, Summary};
use crate::exchange::Exchange;

/// How many callbacks are kept, and how many bytes they may have.
const CALLBACKS: usize = 10_000;
const BYTES: usize = 64 << 20;

/// What a callback needs beside its texts.
const OVERHEAD: usize = 1 << 10;

/// How many names of commands are kept for the filter. Anyone can send any name.
const COMMANDS: usize = 200;

/// Where a callback comes from.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Origin {
    Received,
    /// Sent from the page.
    Sent,
}

pub(crate) struct Kept {
    pub(crate) id: u64,
    pub(crate) exchange: Exchange,
    pub(crate) origin: Origin,
    /// What a check of the signature says.
    pub(crate) signature: String,
    pub(crate) summary: Summary,
}

pub(crate) struct Store {
    /// Tells this run from another. Ids begin at 1 in each.
    pub(crate) run: u64,
    kept: Mutex<Ring>,
    last: watch::Sender<u64>,
}

struct Ring {
    callbacks: VecDeque<Arc<Kept>>,
    next: u64,
    bytes: usize,
    commands: BTreeSet<String>,
}

/// What a store has, without the callbacks.
pub(crate) struct State {
    pub(crate) oldest: u64,
    pub(crate) kept: usize,
    pub(crate) commands: Vec<String>,
}

impl Store {
    pub(crate) fn new(run: u64) -> Self {
        let ring =
            Ring { callbacks: VecDeque::new(), next: 1, bytes: 0, commands: BTreeSet::new() };
        Self { run, kept: Mutex::new(ring), last: watch::Sender::new(0) }
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a callback, and lets go of the oldest. Returns its id.
    pub(crate) fn add(&self, exchange: Exchange, origin: Origin, signature: String) -> u64 {
        let summary = Reading::of(&exchange).summary();
        let mut ring = self.ring();
        let id = ring.next;
        ring.next += 1;
        ring.bytes += exchange.size() + OVERHEAD;
        if ring.commands.len() < COMMANDS && !ring.commands.contains(&summary.command) {
            ring.commands.insert(summary.command.clone());
        }
        ring.callbacks.push_back(Arc::new(Kept { id, exchange, origin, signature, summary }));
        while ring.callbacks.len() > CALLBACKS || ring.bytes > BYTES {
            let Some(oldest) = ring.callbacks.pop_front() else { break };
            ring.bytes -= oldest.exchange.size() + OVERHEAD;
        }
        drop(ring);
        self.last.send_replace(id);
        id
    }

    /// Changes with each callback.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.last.subscribe()
    }

    pub(crate) fn get(&self, id: u64) -> Option<Arc<Kept>> {
        let ring = self.ring();
        let at = id.checked_sub(ring.callbacks.front()?.id)?;
        ring.callbacks.get(usize::try_from(at).ok()?).cloned()
    }

    /// The callbacks after this id, the oldest first, at most so many.
    pub(crate) fn after(&self, id: u64, most: usize) -> Vec<Arc<Kept>> {
        let ring = self.ring();
        let oldest = ring.callbacks.front().map_or(0, |kept| kept.id);
        let skipped =
            usize::try_from(id.saturating_add(1).saturating_sub(oldest)).unwrap_or(usize::MAX);
        ring.callbacks.iter().skip(skipped).take(most).cloned().collect()
    }

    pub(crate) fn state(&self) -> State {
        let ring = self.ring();
        State {
            oldest: ring.callbacks.front().map_or(0, |kept| kept.id),
            kept: ring.callbacks.len(),
            commands: ring.commands.iter().cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;

    fn add(store: &Store, size: usize) -> u64 {
        let exchange = Exchange {
            time: 0,
            path: String::new(),
            query: String::new(),
            body: Bytes::from(vec![b'x'; size]),
            took: Duration::ZERO,
            answer: Err(String::new()),
        };
        store.add(exchange, Origin::Received, String::new())
    }

    #[test]
    fn the_latest_callbacks_are_kept() {
        let store = Store::new(0);
        for _ in 0..CALLBACKS + 5 {
            add(&store, 0);
        }
        assert_eq!((store.state().kept, store.state().oldest), (CALLBACKS, 6));
        assert!(store.get(5).is_none());
        assert_eq!(store.get(6).unwrap().id, 6);
        let ids = |after, most| -> Vec<_> {
            store.after(after, most).iter().map(|kept| kept.id).collect()
        };
        assert_eq!(ids(0, 2), [6, 7]);
        assert_eq!(ids(10_003, 9), [10_004, 10_005]);
        assert!(ids(10_005, 9).is_empty());
        assert!(ids(u64::MAX, 9).is_empty());
    }

    #[test]
    fn large_callbacks_push_out_more() {
        let store = Store::new(0);
        for _ in 0..100 {
            add(&store, 1 << 20);
        }
        assert_eq!(store.state().kept, 63);
        add(&store, BYTES);
        assert_eq!(store.state().kept, 0, "one that is too large alone is not kept");
        assert!(store.get(101).is_none());
        let next = add(&store, 0);
        assert_eq!(store.after(0, 9)[0].id, next);
    }
}
