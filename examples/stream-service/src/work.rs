//! What workers do with an event. Replace [`Journal`] with your own work.
//!
//! [`Journal`]: crate::journal::Journal

use std::error::Error;

use tim_callback::AnyCallback;

/// The work on an event, in two steps.
///
/// The first step, [`prepare`](Self::prepare), may take its time, ask other services, fail and run
/// again, even on several workers at the same time. So it must have no effect that may not happen
/// twice. The second step writes the returned record once, and marks the event as done.
///
/// An effect outside Redis must be one transaction of its own store, which writes [`Job::mark`]
/// into a unique column and checks that [`Job::epoch`] is not lower than the last one for
/// [`Job::shard`]. Then it, too, happens once and in order.
pub trait Work: Send + Sync + 'static {
    /// Returns what to write for this event.
    ///
    /// After an error, the event is tried again for as long as it takes, and the events behind it
    /// wait, so that an outage of a database does not turn events into dead letters. After too many
    /// panics, the event becomes a dead letter.
    fn prepare(&self, job: &Job) -> impl Future<Output = Result<Record, WorkError>> + Send;
}

/// Why an event could not be processed now.
pub type WorkError = Box<dyn Error + Send + Sync>;

/// An event to process.
#[derive(Debug)]
#[non_exhaustive]
pub struct Job {
    /// The event.
    pub callback: AnyCallback,
    /// A key that is equal for repeated deliveries of one event.
    pub mark: String,
    /// The shard the event is in.
    pub shard: u16,
    /// Counts the owners of the shard. If two workers believe that they own it, the one with the
    /// higher number does.
    pub epoch: u64,
    /// How often the event was given to a worker, including this time.
    pub deliveries: u64,
}

/// A line for a journal, a list in Redis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The journal's name.
    pub journal: String,
    /// The line.
    pub line: String,
}
