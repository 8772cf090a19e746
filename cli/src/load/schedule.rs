//! When requests are due, and who sends them.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::time::sleep_until;

use super::lock;

/// Hands out the requests of all connections.
pub(super) struct Schedule {
    start: Instant,
    requests: usize,
    connections: usize,
    /// Requests a second. Without it, a request is due as soon as a connection is free.
    rate: Option<NonZeroU32>,
    taken: AtomicUsize,
    /// A permit for each request that is due, and in the end one for each connection.
    permits: Semaphore,
    /// When the requests that nobody has taken yet were due, if there is a rate.
    due: Mutex<VecDeque<Instant>>,
}

impl Schedule {
    pub(super) fn new(requests: usize, connections: usize, rate: Option<NonZeroU32>) -> Self {
        Self {
            start: Instant::now(),
            requests,
            connections,
            rate,
            taken: AtomicUsize::new(0),
            permits: Semaphore::new(0),
            due: Mutex::default(),
        }
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// The number of the next request, and when it was due; `None` after the last one.
    pub(super) async fn next(&self) -> Option<(usize, Instant)> {
        self.permits.acquire().await.ok()?.forget();
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        let due = lock(&self.due).pop_front();
        (number < self.requests).then(|| (number, due.unwrap_or_else(Instant::now)))
    }

    /// Lets the requests be sent, whether or not others were answered.
    ///
    /// Timers are no finer than a millisecond, so with a high rate several requests are due at once.
    /// A late timer is not the service's doing, so requests are due when they are released.
    pub(super) async fn release(&self) {
        if let Some(rate) = self.rate {
            let mut released = 0;
            while released < self.requests {
                let count = due_by(self.start.elapsed(), rate).min(self.requests) - released;
                lock(&self.due).extend(std::iter::repeat_n(Instant::now(), count));
                self.permits.add_permits(count);
                released += count;
                sleep_until((self.start + due_after(released, rate)).into()).await;
            }
        } else {
            self.permits.add_permits(self.requests);
        }
        self.permits.add_permits(self.connections);
    }
}

/// How many requests are due after this time.
fn due_by(elapsed: Duration, rate: NonZeroU32) -> usize {
    let count = elapsed.as_nanos() * u128::from(rate.get()) / 1_000_000_000;
    usize::try_from(count + 1).unwrap_or(usize::MAX)
}

/// After what time the request with this number is due.
fn due_after(number: usize, rate: NonZeroU32) -> Duration {
    let (number, rate) = (number as u64, u64::from(rate.get()));
    let nanos = (number % rate) * 1_000_000_000 / rate;
    // One more, so that rounding never makes it early.
    Duration::from_secs(number / rate) + Duration::from_nanos(nanos + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_is_due_when_its_time_has_come() {
        for rate in [1, 3, 7, 1000, 9999, 1_000_000].map(|rate| NonZeroU32::new(rate).unwrap()) {
            for number in [1, 2, 5, 9999, 1_000_003] {
                let due = due_after(number, rate);
                assert_eq!(due_by(due, rate), number + 1, "at {rate} a second");
                let before = due.saturating_sub(Duration::from_nanos(2));
                assert_eq!(due_by(before, rate), number, "at {rate} a second");
            }
        }
        assert_eq!(due_by(Duration::ZERO, NonZeroU32::MIN), 1, "the first is due at once");
    }
}
