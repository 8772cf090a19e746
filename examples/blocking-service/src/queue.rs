//! After-commands wait here until they are worked on: Tencent has its answer by then.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

use tim_callback::{Ack, AnyCallback, Call, Callback, Decide};

use crate::log;

/// `None` is the end.
type Message = Option<AnyCallback>;

/// The end that takes events in: the decider of after-commands.
///
/// It never waits. Where the queue is full the event is acknowledged, logged and lost; whoever
/// must not lose one puts a broker here.
#[derive(Debug, Clone)]
pub struct Queue(SyncSender<Message>);

/// The end that works on events, one after the other, in the order in which they came.
#[derive(Debug)]
pub struct Worker {
    end: SyncSender<Message>,
    thread: JoinHandle<()>,
}

/// A queue with room for this many events, and the worker that does this with each.
pub fn open(room: usize, work: impl Fn(&AnyCallback) + Send + 'static) -> (Queue, Worker) {
    let (sender, events) = mpsc::sync_channel::<Message>(room);
    let thread = thread::spawn(move || {
        while let Ok(Some(event)) = events.recv() {
            // A panic costs one event and not the worker.
            if catch_unwind(AssertUnwindSafe(|| work(&event))).is_err() {
                log::line("error", format_args!("the work on an event panicked"));
            }
        }
    });
    (Queue(sender.clone()), Worker { end: sender, thread })
}

impl Worker {
    /// Works on what is still waiting, and ends.
    pub fn drain(self) {
        // Neither fails unless the worker has ended already.
        let _ = self.end.send(None);
        let _ = self.thread.join();
    }
}

impl<C> Decide<C> for Queue
where
    C: Callback<Verdict = Ack>,
    AnyCallback: From<Call<C>>,
{
    fn decide(&self, call: &Call<C>) -> Ack {
        if self.0.try_send(Some(call.clone().into())).is_err() {
            log::line(
                "error",
                format_args!("the queue is full: an event is lost command={}", call.command()),
            );
        }
        Ack
    }
}
