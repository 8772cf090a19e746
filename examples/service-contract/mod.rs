//! What every service under `examples/` must do, tested over HTTP. The `tests/http.rs` of a service
//! starts it, and includes these tests.

mod afterwards;
mod answers;
mod client;
mod copies;
mod deadline;
mod process;
mod refusals;
mod stop;

use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tim_callback::{SdkAppId, Token, Verifier};

pub const APP: SdkAppId = SdkAppId::new(1400000000);
pub const TOKEN: &str = "t0kenQ7vZk9fXw2sLp";
pub const BODY_LIMIT: usize = 16 << 10;

/// Long enough for any expected event, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub type Step = Arc<dyn Fn() + Send + Sync>;

/// The service that a test needs.
pub struct Setup {
    /// The step that the decider of group messages takes before it allows. If `None`, the service's
    /// own moderator decides.
    pub decider: Option<Step>,
    /// What the worker does with each event.
    pub work: Step,
    pub deadline: Duration,
    /// How many events may wait.
    pub queue: usize,
}

impl Default for Setup {
    fn default() -> Self {
        Self { decider: None, work: Arc::new(|| {}), deadline: PATIENCE, queue: 100 }
    }
}

pub fn verifier() -> Verifier {
    Verifier::new(APP, Token::new(TOKEN).unwrap())
}

/// A service that is running.
pub struct Running {
    pub address: SocketAddr,
    /// Ends it as a signal would, and returns when it has ended.
    pub stop: Box<dyn FnOnce() + Send>,
}

impl Running {
    fn stop(self) {
        (self.stop)();
    }
}

/// A step that waits until the barrier opens, and counts how many have come and are done.
#[derive(Clone, Default)]
struct Barrier(Arc<(Mutex<Passage>, Condvar)>);

#[derive(Default)]
struct Passage {
    open: bool,
    come: usize,
    done: usize,
}

impl Barrier {
    fn step(&self) -> Step {
        let barrier = self.clone();
        Arc::new(move || {
            let (passage, changed) = &*barrier.0;
            passage.lock().unwrap().come += 1;
            changed.notify_all();
            let wait = changed.wait_while(passage.lock().unwrap(), |passage| !passage.open);
            wait.unwrap().done += 1;
            changed.notify_all();
        })
    }

    fn open(&self) {
        self.0.0.lock().unwrap().open = true;
        self.0.1.notify_all();
    }

    fn done(&self) -> usize {
        self.0.0.lock().unwrap().done
    }

    #[track_caller]
    fn wait_until_come(&self, count: usize) {
        self.wait(|passage| passage.come >= count);
    }

    #[track_caller]
    fn wait_until_done(&self, count: usize) {
        self.wait(|passage| passage.done >= count);
    }

    #[track_caller]
    fn wait(&self, is_so: impl Fn(&Passage) -> bool) {
        let (passage, changed) = &*self.0;
        let passage = passage.lock().unwrap();
        let waited = changed.wait_timeout_while(passage, PATIENCE, |passage| !is_so(passage));
        assert!(!waited.unwrap().1.timed_out(), "the barrier was not reached in time");
    }
}
