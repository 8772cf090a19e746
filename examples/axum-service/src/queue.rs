//! After-commands wait here until they are worked on: Tencent has its answer by then.

use std::future::Future;

use tim_callback::AnyCallback;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::task::JoinHandle;

/// `None` is the end.
type Message = Option<AnyCallback>;

/// The end where events come in.
///
/// It never waits. When the queue is full the event is acknowledged, logged and lost. If you must
/// not lose one, put a message broker here.
#[derive(Debug, Clone)]
pub struct Queue(mpsc::Sender<Message>);

/// The end that works on events, one after the other, in the order in which they came.
#[derive(Debug)]
pub struct Worker {
    end: mpsc::Sender<Message>,
    task: JoinHandle<()>,
}

/// An event that is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueueError {
    /// As many events wait as there is room for.
    #[error("the queue is full")]
    Full,
    /// The worker has ended.
    #[error("the queue is closed")]
    Closed,
}

/// A queue with room for this many events, and the worker that does this with each.
pub fn open<W, F>(room: usize, work: W) -> (Queue, Worker)
where
    W: Fn(AnyCallback) -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let (sender, mut events) = mpsc::channel::<Message>(room);
    let task = tokio::spawn(async move {
        while let Some(Some(event)) = events.recv().await {
            // A task of its own: if it panics, one event is lost and not the worker.
            if tokio::spawn(work(event)).await.is_err() {
                tracing::error!("the work on an event panicked");
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
    /// When the event is lost.
    pub fn push(&self, event: AnyCallback) -> Result<(), QueueError> {
        self.0.try_send(Some(event)).map_err(|error| match error {
            TrySendError::Full(_) => QueueError::Full,
            TrySendError::Closed(_) => QueueError::Closed,
        })
    }
}

impl Worker {
    /// Works on what is still waiting, and ends.
    pub async fn drain(self) {
        // Neither fails unless the worker has ended already.
        let _ = self.end.send(None).await;
        let _ = self.task.await;
    }
}
