//! Metrics in Prometheus' format, from what the receiver observes.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use metrics::{Counter, counter, describe_counter, describe_gauge, describe_histogram, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tim_callback::Observation;

use crate::log::Lost;

/// Callbacks, by how they ended.
pub const CALLBACKS: &str = "tim_callbacks_total";
/// How long callbacks took.
pub const SECONDS: &str = "tim_callback_seconds";
/// Lines of the log that were lost.
pub const LOG_LOST: &str = "tim_log_lines_lost_total";
/// Events that were acknowledged and lost.
pub const EVENTS_LOST: &str = "tim_events_lost_total";
/// Connections that were closed to make room.
pub const EVICTED: &str = "tim_connections_evicted_total";
/// Connections that are open.
pub const CONNECTIONS: &str = "tim_connections";

/// From a quick decision to Tencent's timeout.
const BUCKETS: [f64; 9] = [0.0001, 0.001, 0.005, 0.02, 0.1, 0.5, 1.0, 1.5, 2.0];

/// How often what was recorded is summed up, so that it takes no more room.
const UPKEEP: Duration = Duration::from_secs(5);

/// The metrics of this process.
#[derive(Clone)]
pub struct Metrics {
    prometheus: PrometheusHandle,
    log_lost: Lost,
}

/// Starts recording.
///
/// # Errors
///
/// Returns an error if metrics are already recorded.
pub fn start(log_lost: Lost) -> Result<Metrics, BuildError> {
    let prometheus = PrometheusBuilder::new().set_buckets(&BUCKETS)?.install_recorder()?;
    describe_counter!(CALLBACKS, "Callbacks, by how they ended");
    describe_histogram!(SECONDS, "How long callbacks took");
    describe_counter!(LOG_LOST, "Lines of the log that were lost because nobody read it");
    describe_counter!(EVENTS_LOST, "Events that were acknowledged and lost");
    describe_counter!(EVICTED, "Connections without a verified callback, closed to make room");
    describe_gauge!(CONNECTIONS, "Open connections");
    counter!(EVENTS_LOST).absolute(0);
    counter!(EVICTED).absolute(0);
    Ok(Metrics { prometheus, log_lost })
}

impl Metrics {
    /// All metrics as text.
    #[must_use]
    pub fn render(&self) -> String {
        counter!(LOG_LOST).absolute(self.log_lost.count());
        self.prometheus.render()
    }

    /// Sums up what was recorded, for ever.
    pub async fn keep(self) {
        loop {
            tokio::time::sleep(UPKEEP).await;
            self.prometheus.run_upkeep();
        }
    }
}

/// Records how callbacks end. An unknown command is one label, whatever its name: anybody can send
/// any name.
///
/// To look up a counter by its labels takes longer than to count, so its handle is kept. The handles
/// count nothing if this is called before [`start`].
pub fn observer() -> impl Fn(&Observation<'_>) + Send + Sync + 'static {
    let seconds = histogram!(SECONDS);
    let found = RwLock::<HashMap<_, Counter>>::default();
    move |seen| {
        seconds.record(seen.elapsed());
        let decision = seen.decision().map_or("none", Into::into);
        let ended = (seen.command(), seen.outcome(), decision, seen.policy());
        if let Some(counter) = found.read().unwrap_or_else(PoisonError::into_inner).get(&ended) {
            return counter.increment(1);
        }
        let (command, outcome, decision, policy) = ended;
        let counter = counter!(
            CALLBACKS,
            "command" => command.map_or("unknown", |command| command.name()),
            "outcome" => <&str>::from(outcome),
            "decision" => decision,
            "policy" => policy.map_or("none", Into::into)
        );
        counter.increment(1);
        found.write().unwrap_or_else(PoisonError::into_inner).insert(ended, counter);
    }
}
