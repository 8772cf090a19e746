//! Who may stay: connections that have carried a verified callback, and a few strangers.
//!
//! Anybody can open connections and send halves of requests. A limit on connections alone would
//! let them keep everybody else out until their time is over. So the oldest stranger goes when
//! another one comes: whoever sends a callback at once is served, whatever the others hold.

use std::collections::VecDeque;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use metrics::{counter, gauge};

use crate::metrics::{CONNECTIONS, EVICTED};

/// How long the head of a request may take.
pub const HEAD: Duration = Duration::from_secs(1);

/// How long a connection may stay without a request. Tencent keeps its connections open, and a
/// callback that is sent while one is being closed is lost; so this is long.
pub const IDLE: Duration = Duration::from_secs(75);

/// How many connections may wait to be accepted, as far as the system allows: more than strangers can
/// fill while they are let in and out.
pub const WAITING: u32 = 4096;

/// How long a stranger may stay where accepting can wait, so that a caller has the time to send what
/// it came with. Together with the number of strangers, this limits how many are accepted in a
/// second.
const AT_LEAST: Duration = Duration::from_millis(50);

/// How many connections are kept open.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Those that have carried a verified callback.
    pub known: NonZeroUsize,
    /// All others.
    pub strangers: NonZeroUsize,
}

/// Lets connections in and, if there are too many, out.
#[derive(Debug)]
pub struct Door {
    limits: Limits,
    known: AtomicUsize,
    /// The guests that came last, in order. Some are known by now, and some have left.
    newcomers: Mutex<VecDeque<Newcomer>>,
}

struct Newcomer {
    guest: Weak<Guest>,
    since: Instant,
    evict: Box<dyn FnOnce() + Send>,
}

impl fmt::Debug for Newcomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Newcomer").field("since", &self.since).finish_non_exhaustive()
    }
}

impl Newcomer {
    fn is_stranger(&self) -> bool {
        self.guest.upgrade().is_some_and(|guest| !guest.is_known())
    }
}

impl Door {
    /// A door with these limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, known: AtomicUsize::new(0), newcomers: Mutex::default() }
    }

    fn newcomers(&self) -> MutexGuard<'_, VecDeque<Newcomer>> {
        self.newcomers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is no room for one more stranger. All who are left then are strangers.
    fn is_full(&self, newcomers: &mut VecDeque<Newcomer>) -> bool {
        let room = self.limits.strangers.get();
        if newcomers.len() >= room {
            newcomers.retain(Newcomer::is_stranger);
        }
        newcomers.len() >= room
    }

    /// How long to wait before the next connection is accepted: until the oldest stranger may go.
    pub fn wait(&self) -> Option<Duration> {
        let mut newcomers = self.newcomers();
        if !self.is_full(&mut newcomers) {
            return None;
        }
        let wait = AT_LEAST.saturating_sub(newcomers.front()?.since.elapsed());
        (!wait.is_zero()).then_some(wait)
    }

    /// Notes a connection that was let in. If there are too many strangers, the oldest is evicted.
    pub fn enter(&self, guest: &Arc<Guest>, evict: impl FnOnce() + Send + 'static) {
        let mut newcomers = self.newcomers();
        while self.is_full(&mut newcomers) {
            let Some(oldest) = newcomers.pop_front() else { break };
            counter!(EVICTED).increment(1);
            (oldest.evict)();
        }
        let guest = Arc::downgrade(guest);
        newcomers.push_back(Newcomer { guest, since: Instant::now(), evict: Box::new(evict) });
    }

    /// Whether there is room for one more known connection, which then has it.
    fn keep(&self) -> bool {
        let room = self.limits.known.get();
        let more = |known| (known < room).then_some(known + 1);
        self.known.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
    }
}

/// A connection, a stranger's until it has carried a verified callback.
#[derive(Debug)]
pub struct Guest {
    known: AtomicBool,
    may_stay: AtomicBool,
    door: Arc<Door>,
}

impl Guest {
    /// A connection that comes through this door.
    #[must_use]
    pub fn new(door: Arc<Door>) -> Self {
        gauge!(CONNECTIONS).increment(1);
        Self { known: AtomicBool::new(false), may_stay: AtomicBool::new(true), door }
    }

    /// Says that this connection has carried a verified callback, so that it is no stranger's.
    pub fn carried_a_verified_callback(&self) {
        if !self.known.swap(true, Ordering::Relaxed) {
            self.may_stay.store(self.door.keep(), Ordering::Relaxed);
        }
    }

    fn is_known(&self) -> bool {
        self.known.load(Ordering::Relaxed)
    }

    /// Whether it is kept open after an answer.
    #[must_use]
    pub fn may_stay(&self) -> bool {
        self.may_stay.load(Ordering::Relaxed)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        gauge!(CONNECTIONS).decrement(1);
        if self.is_known() && self.may_stay() {
            self.door.known.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: NonZeroUsize = NonZeroUsize::new(2).unwrap();

    /// A guest, and whether it was evicted.
    fn enter(door: &Arc<Door>) -> (Arc<Guest>, Arc<AtomicBool>) {
        let guest = Arc::new(Guest::new(Arc::clone(door)));
        let evicted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&evicted);
        door.enter(&guest, move || flag.store(true, Ordering::Relaxed));
        (guest, evicted)
    }

    fn door() -> Arc<Door> {
        Arc::new(Door::new(Limits { known: TWO, strangers: TWO }))
    }

    #[test]
    fn the_oldest_stranger_goes_when_there_are_too_many() {
        let door = door();
        let (_oldest, went) = enter(&door);
        let (_second, stayed) = enter(&door);
        assert!(door.wait().is_some(), "the oldest has just come");
        let (_third, _) = enter(&door);
        assert!(went.load(Ordering::Relaxed));
        assert!(!stayed.load(Ordering::Relaxed));
    }

    #[test]
    fn a_stranger_stays_while_others_leave_or_become_known() {
        let door = door();
        let (_stranger, evicted) = enter(&door);
        for _ in 0..10 {
            let (guest, _) = enter(&door);
            guest.carried_a_verified_callback();
        }
        assert_eq!(door.wait(), None);
        assert!(!evicted.load(Ordering::Relaxed));
    }

    #[test]
    fn beyond_the_limit_a_known_connection_may_not_stay() {
        let door = door();
        let guests: Vec<_> = (0..3).map(|_| enter(&door).0).collect();
        for guest in &guests {
            guest.carried_a_verified_callback();
        }
        let stay = |guests: &[Arc<Guest>]| guests.iter().filter(|guest| guest.may_stay()).count();
        assert_eq!(stay(&guests), 2);
        drop(guests);
        let (next, _) = enter(&door);
        next.carried_a_verified_callback();
        assert!(next.may_stay(), "there is room again");
    }
}
