//! The metrics of this service; those of all services are in `service-parts`.

use metrics::{counter, describe_counter, describe_gauge};

/// After-commands that were stored and acknowledged.
pub const STORED: &str = "tim_stream_stored_total";
/// After-commands that were acknowledged because they are stored already.
pub const REPEATED: &str = "tim_stream_repeated_total";
/// After-commands that were not stored and got status 503.
pub const NOT_STORED: &str = "tim_stream_not_stored_total";
/// Events that took effect.
pub const PROCESSED: &str = "tim_stream_processed_total";
/// Events that had taken effect before.
pub const PROCESSED_BEFORE: &str = "tim_stream_processed_before_total";
/// Events that were given to a worker again.
pub const REDELIVERED: &str = "tim_stream_redelivered_total";
/// Events that became dead letters.
pub const DEAD_LETTERED: &str = "tim_stream_dead_lettered_total";
/// Dead letters in their stream.
pub const DEAD_LETTERS: &str = "tim_stream_dead_letters";
/// Events that wait in a partition.
pub const LAG: &str = "tim_stream_lag";

/// Describes the metrics, and starts the counters at 0.
pub fn describe() {
    for (name, what) in [
        (STORED, "After-commands that were stored and acknowledged"),
        (REPEATED, "After-commands that were acknowledged because they are stored already"),
        (NOT_STORED, "After-commands that were not stored and got status 503"),
        (PROCESSED, "Events that took effect"),
        (PROCESSED_BEFORE, "Events that had taken effect before"),
        (REDELIVERED, "Events that were given to a worker again"),
        (DEAD_LETTERED, "Events that became dead letters"),
    ] {
        describe_counter!(name, what);
        counter!(name).absolute(0);
    }
    describe_gauge!(DEAD_LETTERS, "Dead letters in their stream");
    describe_gauge!(LAG, "Events that wait in a partition");
}
