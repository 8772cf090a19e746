//! What workers do with an event. Replace [`Journal`] with your own work.
//!
//! [`Journal`]: crate::journal::Journal

use std::error::Error;
use std::fmt;

use tim_callback::AnyCallback;

/// The work on events, and how far it is.
///
/// The events of a partition are numbered without gaps, and the store of your effects remembers the
/// number of the last one that is done: the *mark* of the partition. An event may be given to a
/// worker again, and to a second worker while the first one still works on it. So the effect and the
/// mark are written in one transaction, which does nothing if the mark is not where the worker
/// thinks it is. Then the effect happens once, in order, and no event is left out. `README.md` has it
/// in SQL.
pub trait Work: Send + Sync + 'static {
    /// Applies the effect of an event, and moves the mark from [`Job::after`] to [`Job::sequence`].
    ///
    /// If there is an effect with [`Job::id`], the event was stored twice: only the mark is moved,
    /// and this returns [`Applied::Before`]. A panic makes the event a dead letter.
    fn apply(&self, job: &Job) -> impl Future<Output = Result<Applied, WorkError>> + Send;

    /// Moves the mark without an effect. What is between is a dead letter, or no event.
    fn pass(
        &self,
        partition: PartitionId,
        after: u64,
        to: u64,
    ) -> impl Future<Output = Result<(), WorkError>> + Send;

    /// The mark; 0 if nothing is done.
    fn mark(&self, partition: PartitionId) -> impl Future<Output = Result<u64, WorkError>> + Send;
}

/// A partition's stream. One that is created anew has another id, because it numbers its events from
/// 1 again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PartitionId {
    /// The number of the partition.
    pub number: u16,
    /// When its stream was created, in nanoseconds since 1970.
    pub created: i128,
}

impl fmt::Display for PartitionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.number, self.created)
    }
}

/// The event has taken effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// Now.
    Now,
    /// Before.
    Before,
}

/// Why an event has not taken effect.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The mark is not at `after`. Nothing was changed.
    #[error("another worker was faster")]
    Moved,
    /// Something that the work needs is not available. The event is tried again, and those behind it
    /// wait, until `PATIENCE_S` is over; so an outage of a database makes no dead letters.
    #[error(transparent)]
    Unavailable(Box<dyn Error + Send + Sync>),
    /// The event itself cannot be worked on. It becomes a dead letter at once.
    #[error(transparent)]
    Event(Box<dyn Error + Send + Sync>),
}

/// An event to work on.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Job {
    /// The event.
    pub callback: AnyCallback,
    /// Equal for repeated deliveries of one event, and for no other event.
    pub id: String,
    /// The partition the event is in.
    pub partition: PartitionId,
    /// Where the mark has to be.
    pub after: u64,
    /// The number of the event in its partition.
    pub sequence: u64,
}
