//! How many messages a sender may send.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use tim_callback::UserId;
use tokio::time::{MissedTickBehavior, interval};

/// A sender who pauses is forgotten after three minutes at the latest: two until nothing is left to
/// remember, and this.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// The sender of messages that an app sends through REST without naming one.
const NO_SENDER: &str = "@TLS#NOT_FOUND";

/// A limit for each sender, counted in this process only.
///
/// A sender may use up a minute's messages at once, and then gets them back one by one.
#[derive(Debug)]
pub struct SenderLimit<C: Clock = DefaultClock> {
    limiter: RateLimiter<UserId, DashMapStateStore<UserId>, C, NoOpMiddleware<C::Instant>>,
}

impl SenderLimit {
    /// A limit of so many messages per minute.
    #[must_use]
    pub fn per_minute(messages: NonZeroU32) -> Self {
        Self::with_clock(messages, DefaultClock::default())
    }

    /// Forgets the senders who are quiet, again and again. Without it, memory grows with every
    /// sender.
    pub async fn forget_regularly(&self) {
        let mut ticks = interval(FORGET_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            self.forget_quiet_senders();
        }
    }
}

impl<C: Clock> SenderLimit<C> {
    fn with_clock(messages: NonZeroU32, clock: C) -> Self {
        Self { limiter: RateLimiter::dashmap_with_clock(Quota::per_minute(messages), clock) }
    }

    /// Counts a message; `false` if the sender has no more left.
    pub fn allows(&self, sender: &UserId) -> bool {
        *sender == NO_SENDER || self.limiter.check_key(sender).is_ok()
    }

    fn forget_quiet_senders(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    fn limit(messages: u32) -> (SenderLimit<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (SenderLimit::with_clock(NonZeroU32::new(messages).unwrap(), clock.clone()), clock)
    }

    #[test]
    fn each_sender_has_the_messages_of_a_minute() {
        let (limit, clock) = limit(2);
        let (jared, ana) = ("jared".into(), "ana".into());
        assert_eq!([(); 3].map(|()| limit.allows(&jared)), [true, true, false]);
        assert!(limit.allows(&ana));
        clock.advance(Duration::from_secs(30));
        assert_eq!([(); 2].map(|()| limit.allows(&jared)), [true, false]);
    }

    #[test]
    fn the_app_itself_has_no_limit() {
        let (limit, _) = limit(1);
        assert_eq!([(); 3].map(|()| limit.allows(&NO_SENDER.into())), [true; 3]);
    }

    #[test]
    fn quiet_senders_are_forgotten_and_the_others_are_not() {
        let (limit, clock) = limit(2);
        for user in 0..1000 {
            assert!(limit.allows(&user.to_string().into()));
        }
        clock.advance(Duration::from_secs(120));
        let jared = "jared".into();
        assert_eq!([(); 2].map(|()| limit.allows(&jared)), [true; 2]);
        limit.forget_quiet_senders();
        assert_eq!(limit.limiter.len(), 1);
        assert!(!limit.allows(&jared), "it still counts");
    }
}
