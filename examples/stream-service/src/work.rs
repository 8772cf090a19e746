//! What workers do with an event. Put your own work in the place of [`Journal`].
//!
//! [`Journal`]: crate::journal::Journal

use std::error::Error;

use tim_callback::AnyCallback;

/// What is to be done about an event, in two steps.
///
/// The first step, [`prepare`](Self::prepare), may take its time, ask other services, fail and be
/// run again: for one event on several workers, even at the same time. So it must not have an
/// effect that may not happen twice. The second step writes what it returns, once, together with
/// the note that the event is done.
///
/// An effect outside Redis belongs into one transaction of the store it is in, with
/// [`Job::mark`] in a column that is unique, and with a check that [`Job::epoch`] is not smaller
/// than the last one seen for [`Job::shard`]: then it, too, happens once and in order.
pub trait Work: Send + Sync + 'static {
    /// What to write for this event.
    ///
    /// On an error the event is tried again, for as long as it takes, and the events behind it
    /// wait: an outage of a database must not turn events into dead letters. Panics are counted,
    /// and after too many the event becomes one.
    fn prepare(&self, job: &Job) -> impl Future<Output = Result<Record, WorkError>> + Send;
}

/// Why an event could not be worked on now.
pub type WorkError = Box<dyn Error + Send + Sync>;

/// An event to work on.
#[derive(Debug)]
#[non_exhaustive]
pub struct Job {
    /// The event.
    pub callback: AnyCallback,
    /// The same for an event and its repetitions, different for any other.
    pub mark: String,
    /// The shard the event is in.
    pub shard: u16,
    /// Counts the owners of the shard: of two workers that both think it theirs, the one with the
    /// larger number is right.
    pub epoch: u64,
    /// How often the event was given to a worker, this time included.
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
