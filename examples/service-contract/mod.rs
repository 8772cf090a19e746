//! What the services on axum and actix-web must do, tested over HTTP. The `tests/http.rs` of a service
//! starts it, and includes these tests.

mod afterwards;
mod answers;
mod client;
mod deadline;
#[cfg(unix)]
mod endurance;
mod flood;
mod process;
mod refusals;
mod stop;

use std::iter;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use clap::Parser as _;
use service_parts::queue::{self, Queue, Worker};
use service_parts::settings::Settings;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::{
    AnyCallback, AsyncReceiver, Call, DecideAsync, GroupRejectCode, MsgVerdict, SdkAppId,
};
use tokio::task::{JoinError, spawn_blocking};

const APP: SdkAppId = SdkAppId::new(1400000000);
const TOKEN: &str = "t0kenQ7vZk9fXw2sLp";
const BODY_LIMIT: usize = 16 << 10;

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
    /// Settings other than the tests' own.
    pub settings: Vec<(&'static str, &'static str)>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { decider: None, work: Arc::new(|| {}), settings: Vec::new() }
    }
}

impl Setup {
    pub fn settings(&self) -> Settings {
        let own = [
            ("--listen", "127.0.0.1:0".to_owned()),
            ("--app-id", APP.to_string()),
            ("--tokens", TOKEN.to_owned()),
            ("--body-limit", BODY_LIMIT.to_string()),
            ("--deadline-ms", "1999".to_owned()),
        ];
        let others = self.settings.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let own =
            own.into_iter().filter(|(name, _)| self.settings.iter().all(|set| set.0 != *name));
        let arguments = own.chain(others).flat_map(|(name, value)| [name.to_owned(), value]);
        Settings::parse_from(iter::once("service".to_owned()).chain(arguments))
    }
}

/// Allows every group message once its step is done.
struct Slow(Step);

impl DecideAsync<BeforeSendMsg> for Slow {
    type Error = JoinError;

    async fn decide_async(
        &self,
        _: &Call<BeforeSendMsg>,
    ) -> Result<MsgVerdict<GroupRejectCode>, JoinError> {
        let step = self.0.clone();
        spawn_blocking(move || step()).await?;
        Ok(MsgVerdict::Allow)
    }
}

/// The receiver that a test needs.
pub fn receiver(decider: Option<Step>, settings: &Settings, queue: Queue) -> AsyncReceiver {
    match decider {
        None => service_parts::receiver::receiver(settings, queue).unwrap(),
        Some(step) => {
            let builder = service_parts::receiver::builder(settings, queue).unwrap();
            builder.on_async::<BeforeSendMsg>(Slow(step)).build().unwrap()
        }
    }
}

/// The queue with the step of a test for its work.
pub fn open_queue(settings: &Settings, step: Step) -> (Queue, Worker) {
    queue::open(settings.queue.get(), move |_: AnyCallback| {
        let step = step.clone();
        async move { spawn_blocking(move || step()).await.unwrap() }
    })
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
