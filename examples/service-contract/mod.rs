//! What every service under `examples/` has to do, asked over HTTP. Each service's `tests/http.rs`
//! says how it is started, and has these tests run against it.

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

/// Long enough for anything that is to happen, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(20);

pub type Step = Arc<dyn Fn() + Send + Sync>;

/// How a test wants its service.
pub struct Setup {
    /// What the decider of group messages waits for before it allows; the service's own moderator
    /// decides if there is none.
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

/// A step that waits until it is let through, and tells how many have come to it and are done.
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
        assert!(!waited.unwrap().1.timed_out(), "it has not come to that");
    }
}
