//! The shard of an event, and the names of a shard's keys.

use std::num::NonZeroU16;

use sha2::{Digest, Sha256};

/// The number of shards. It must be the same everywhere while anything is stored; see
/// [`agreement`](crate::agreement).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shards(NonZeroU16);

/// One of the shards: a stream with its other keys.
///
/// The names of the keys share a hash tag, so that in a cluster they are on one node and a script
/// can use them together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Shard(u16);

impl Shards {
    pub(crate) fn new(count: NonZeroU16) -> Self {
        Self(count)
    }

    pub(crate) fn count(self) -> u16 {
        self.0.get()
    }

    pub(crate) fn all(self) -> impl Iterator<Item = Shard> {
        (0..self.0.get()).map(Shard)
    }

    /// The shard of all events with this key.
    ///
    /// Every machine must choose the same shard, whatever it was built with, or the events of a
    /// group would be in two streams and lose their order. SHA-256 gives the same result
    /// everywhere; std's hasher guarantees that only within one run of one build.
    pub(crate) fn of(self, key: &str) -> Shard {
        let digest = Sha256::digest(key);
        let number = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        let place = number % u64::from(self.0.get());
        // The remainder of a division by a u16 is a u16.
        Shard(u16::try_from(place).unwrap_or_default())
    }
}

impl Shard {
    pub(crate) fn number(self) -> u16 {
        self.0
    }

    fn key(self, name: &str) -> String {
        format!("{{tim:{}}}:{name}", self.0)
    }

    /// The events that are stored but not done.
    pub(crate) fn stream(self) -> String {
        self.key("stream")
    }

    /// The events that could not be processed.
    pub(crate) fn dead(self) -> String {
        self.key("dead")
    }

    /// The owner of the shard.
    pub(crate) fn lease(self) -> String {
        self.key("lease")
    }

    /// The state of an event: stored or done.
    pub(crate) fn mark(self, mark: &str) -> String {
        self.key(&format!("mark:{mark}"))
    }

    /// The effects of the work.
    pub(crate) fn journal(self, name: &str) -> String {
        self.key(&format!("journal:{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shards(count: u16) -> Shards {
        Shards::new(NonZeroU16::new(count).unwrap())
    }

    #[test]
    fn a_key_has_one_shard_forever() {
        // What `printf 1400000000:@TGS#1 | sha256sum` begins with.
        assert_eq!(shards(16).of("1400000000:@TGS#1"), Shard(0xf));
        let number: u64 = 0x80ac_7115_aeaa_cc4f;
        assert_eq!(u64::from(shards(1000).of("1400000000:@TGS#1").number()), number % 1000);
    }

    #[test]
    fn keys_are_spread_over_all_shards() {
        let mut counts = [0; 16];
        for group in 0..1600 {
            counts[usize::from(shards(16).of(&format!("1400000000:@TGS#{group}")).number())] += 1;
        }
        assert!(counts.iter().all(|count| (60..=140).contains(count)), "{counts:?}");
    }

    #[test]
    fn one_shard_gets_everything() {
        assert_eq!(shards(1).of("anything"), Shard(0));
    }
}
