//! Threads that decide, so that a decider that takes too long does not keep the connection from
//! answering by policy.

use std::fmt;
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use tim_callback::{Failure, Receiver, Reply, Verified};

/// As many decisions go on at a time; as many more may wait for a thread.
const THREADS: usize = 32;

/// One decision to make.
struct Job {
    verified: Verified<'static>,
    deadline: Instant,
    reply: SyncSender<Reply>,
}

/// The deciding threads.
pub struct Deciders {
    receiver: Arc<Receiver>,
    jobs: SyncSender<Job>,
}

impl Deciders {
    /// Threads that decide by this receiver. They end with the value that is returned.
    #[must_use]
    pub fn start(receiver: Receiver) -> Self {
        let receiver = Arc::new(receiver);
        let (jobs, waiting) = mpsc::sync_channel::<Job>(THREADS);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..THREADS {
            let (receiver, waiting) = (Arc::clone(&receiver), Arc::clone(&waiting));
            let next = move || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
            thread::spawn(move || {
                while let Ok(Job { verified, deadline, reply }) = next() {
                    if Instant::now() < deadline {
                        // Fails when the answer was given by policy meanwhile.
                        let _ = reply.send(receiver.answer(verified));
                    }
                }
            });
        }
        Self { receiver, jobs }
    }

    /// The receiver that decides.
    #[must_use]
    pub fn receiver(&self) -> &Receiver {
        &self.receiver
    }

    /// The reply to a callback, by the policies if it is not decided in time: because the decider
    /// takes too long, or because all threads are taken by others that do.
    ///
    /// A decider cannot be stopped. When it ends after its deadline, the log has both ends.
    pub fn answer(&self, verified: &Verified<'static>, deadline: Instant) -> Reply {
        let (reply, replied) = mpsc::sync_channel(1);
        let job = Job { verified: verified.clone(), deadline, reply };
        if self.jobs.try_send(job).is_err() {
            return self.receiver.reply_for(verified, Failure::Unavailable);
        }
        replied
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
            .unwrap_or_else(|_| self.receiver.reply_for(verified, Failure::Deadline))
    }
}

impl fmt::Debug for Deciders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deciders").field("receiver", &self.receiver).finish_non_exhaustive()
    }
}
