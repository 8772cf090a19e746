//! The clocks of the system.
//!
//! `wasm32-unknown-unknown` has none, and asking for the time panics there. Without a clock it is
//! 1970, in which no signature is valid, and nothing takes any time.

use std::time::{Duration, Instant, SystemTime};

use crate::value::UnixSeconds;

const HAS_CLOCK: bool = !cfg!(all(target_family = "wasm", target_os = "unknown"));

/// The time; a clock before 1970 counts as 1970.
pub(crate) fn now() -> UnixSeconds {
    let now = HAS_CLOCK.then(SystemTime::now);
    now.and_then(|now| UnixSeconds::try_from(now).ok()).unwrap_or(UnixSeconds::new(0))
}

/// When something began.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Option<Instant>);

impl Stopwatch {
    #[inline]
    pub(crate) fn start() -> Self {
        Self(HAS_CLOCK.then(Instant::now))
    }

    pub(crate) fn elapsed(self) -> Duration {
        self.0.map_or(Duration::ZERO, |start| start.elapsed())
    }
}
