//! After-commands wait here until they are worked on: Tencent has its answer by then.

use std::future::Future;

use tim_callback::{Ack, AnyCallback, Call, Callback, Decide};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// `None` is the end.
type Message = Option<AnyCallback>;

/// The end that takes events in: the decider of after-commands.
///
/// It never waits. Where the queue is full the event is acknowledged, logged and lost; whoever
/// must not lose one puts a broker here.
#[derive(Debug, Clone)]
pub struct Queue(mpsc::Sender<Message>);

/// The end that works on events, one after the other, in the order in which they came.
#[derive(Debug)]
pub struct Worker {
    end: mpsc::Sender<Message>,
    task: JoinHandle<()>,
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

impl Worker {
    /// Works on what is still waiting, and ends.
    pub async fn drain(self) {
        // Neither fails unless the worker has ended already.
        let _ = self.end.send(None).await;
        let _ = self.task.await;
    }
}

impl<C> Decide<C> for Queue
where
    C: Callback<Verdict = Ack>,
    AnyCallback: From<Call<C>>,
{
    fn decide(&self, call: &Call<C>) -> Ack {
        if self.0.try_send(Some(call.clone().into())).is_err() {
            tracing::error!(command = call.command().name(), "the queue is full: an event is lost");
        }
        Ack
    }
}
