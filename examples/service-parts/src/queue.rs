//! The queue in which after-commands wait to be processed. Tencent already has its answer.

use std::future::Future;

use tim_callback::AnyCallback;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};

use crate::metrics::EVENTS_LOST;

/// `None` ends the worker.
type Message = Option<AnyCallback>;

/// The sending end of the queue.
///
/// It never waits. If the queue is full, the event is acknowledged, logged, counted and lost. If you
/// must not lose events, use a message broker instead.
#[derive(Debug, Clone)]
pub struct Queue(mpsc::Sender<Message>);

/// The receiving end of the queue. It processes events one by one, in order.
#[derive(Debug)]
pub struct Worker {
    end: mpsc::Sender<Message>,
    task: JoinHandle<()>,
}

/// Why an event is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueueError {
    /// The queue is full.
    #[error("the queue is full")]
    Full,
    /// The worker has ended.
    #[error("the queue is closed")]
    Closed,
}

/// A queue with room for this many events, and a worker that calls `work` for each.
pub fn open<W, F>(room: usize, work: W) -> (Queue, Worker)
where
    W: Fn(AnyCallback) -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let (sender, mut events) = mpsc::channel::<Message>(room);
    let task = tokio::spawn(async move {
        while let Some(Some(event)) = events.recv().await {
            // In a task of its own, a panic costs one event and not the worker.
            let command = event.command_name().to_owned();
            if tokio::spawn(work(event)).await.is_err() {
                metrics::counter!(EVENTS_LOST).increment(1);
                tracing::error!(command, "the work on an event panicked");
            }
        }
    });
    (Queue(sender.clone()), Worker { end: sender, task })
}

impl Queue {
    /// Puts an event at the end of the queue.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is lost.
    pub fn push(&self, event: AnyCallback) -> Result<(), QueueError> {
        self.0.try_send(Some(event)).map_err(|error| {
            metrics::counter!(EVENTS_LOST).increment(1);
            match error {
                TrySendError::Full(_) => QueueError::Full,
                TrySendError::Closed(_) => QueueError::Closed,
            }
        })
    }
}

impl Worker {
    /// Processes the events that are still waiting until the time is over, and ends. Those that are
    /// left are lost and counted.
    pub async fn drain(self, until: Instant) {
        let processed = async {
            // These fail only if the worker has already ended.
            let _ = self.end.send(None).await;
            let _ = self.task.await;
        };
        if timeout_at(until, processed).await.is_err() {
            let waiting = self.end.max_capacity() - self.end.capacity();
            metrics::counter!(EVENTS_LOST).increment(waiting as u64);
            tracing::error!(waiting, "the time to stop is over, events are lost");
        }
    }
}
