use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::value::UnixSeconds;

/// A clock that only moves when the test sets it. Clones show the same time.
///
/// ```
/// use std::time::Duration;
/// use tim_callback::UnixSeconds;
/// use tim_callback::testing::Clock;
///
/// let clock = Clock::at(UnixSeconds::new(1669872112));
/// let of_the_service = clock.clone();
/// clock.advance(Duration::from_secs(61));
/// assert_eq!(of_the_service.now(), UnixSeconds::new(1669872173));
/// ```
#[derive(Debug, Clone)]
pub struct Clock(Arc<AtomicU64>);

impl Clock {
    /// A clock that shows this time.
    #[must_use]
    pub fn at(time: UnixSeconds) -> Self {
        Self(Arc::new(AtomicU64::new(time.get())))
    }

    /// The time of the clock, to pass to [`Receiver::receive_at`](crate::Receiver::receive_at).
    #[must_use]
    pub fn now(&self) -> UnixSeconds {
        UnixSeconds::new(self.0.load(Ordering::SeqCst))
    }

    /// Sets the time, which may be in the past.
    pub fn set(&self, time: UnixSeconds) {
        self.0.store(time.get(), Ordering::SeqCst);
    }

    /// Advances the clock. Fractions of a second are cut off.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.as_secs(), Ordering::SeqCst);
    }
}
