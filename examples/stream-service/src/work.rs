//! What workers do with an event. Replace [`Journal`] with your own work.
//!
//! [`Journal`]: crate::journal::Journal

use std::error::Error;

use tim_callback::AnyCallback;

/// The work on an event.
///
/// An event may be given to a worker again, and to a second worker while the first one still works
/// on it. So the effect must be one transaction of its store, which does nothing if
///
/// - [`Job::id`] was written before: the event has taken effect;
/// - [`Job::sequence`] is not higher than the last one that was written for [`Job::partition`]:
///   another worker is further.
///
/// Then it happens once and in order. `README.md` has it in SQL.
pub trait Work: Send + Sync + 'static {
    /// Applies the effect of this event.
    ///
    /// While this runs, no other event of the partition is worked on. A panic makes the event a dead
    /// letter.
    fn apply(&self, job: &Job) -> impl Future<Output = Result<Applied, WorkError>> + Send;

    /// Whether the event with this id has taken effect, in this partition.
    ///
    /// This is asked before an event becomes a dead letter that no worker holds. It must not work on
    /// the event: workers may die of it.
    fn was_applied(
        &self,
        id: &str,
        partition: u16,
    ) -> impl Future<Output = Result<bool, WorkError>> + Send;
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
    pub partition: u16,
    /// The place of the event in the order of storing.
    pub sequence: u64,
    /// How many times the server gave any event of this partition to any worker.
    pub delivery: u64,
}
