//! What is done about an event once Tencent has its answer: write this file anew, too.

use tim_callback::AnyCallback;

/// Works on one event. Tencent may send an event twice: use its `dedup_key` for what must happen
/// only once.
#[allow(clippy::unused_async, reason = "what stands here instead waits for a database")]
pub async fn work(event: AnyCallback) {
    tracing::info!(command = event.command_name(), key = event.dedup_key(), "worked on");
}
