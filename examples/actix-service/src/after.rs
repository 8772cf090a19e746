//! What is done about an event once Tencent has its answer: this, too, is to be written anew.

use tim_callback::AnyCallback;

/// Works on one event. Tencent may send an event twice: what must happen once goes by its
/// `dedup_key`.
#[allow(clippy::unused_async, reason = "what stands here instead waits for a database")]
pub async fn work(event: AnyCallback) {
    tracing::info!(command = event.command_name(), key = event.dedup_key(), "worked on");
}
