//! The work on an event after Tencent has its answer. Replace this file, too.

use tim_callback::AnyCallback;

/// Processes one event. Tencent may send an event twice: use its `dedup_key` for work that must
/// happen only once.
#[allow(clippy::unused_async, reason = "your own code may wait for a database here")]
pub async fn work(event: AnyCallback) {
    tracing::info!(command = event.command_name(), key = event.dedup_key(), "processed");
}
