//! Starts the service and calls it over HTTP. The tests are shared by all services.

#[path = "../../../service-contract/mod.rs"]
mod contract;
mod flood;

use std::thread;

use axum_service::app;
use axum_service::serve::{self, Limits};
use contract::{Running, Setup, Step};
use service_parts::receiver::receiver;
use service_parts::settings::Settings;
use service_parts::{log, queue};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::{AnyCallback, AsyncReceiver, Call, DecideAsync, GroupRejectCode, MsgVerdict};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::Instant;

const PROGRAM: &str = env!("CARGO_BIN_EXE_axum-service");

/// Allows every message once its step is done.
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

fn slow(settings: &Settings, step: Step, queue: queue::Queue) -> AsyncReceiver {
    AsyncReceiver::builder(settings.verifier().unwrap(), settings.policies())
        .observe(log::callback)
        .on_async::<BeforeSendMsg>(Slow(step))
        .on_every_after(move |event| queue.push(event))
        .build()
        .unwrap()
}

async fn work(step: Step, _: AnyCallback) {
    spawn_blocking(move || step()).await.unwrap();
}

fn start(setup: Setup) -> Running {
    let settings = setup.settings();
    let Setup { decider, work: step, .. } = setup;
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind(settings.listen)).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = thread::spawn(move || {
        runtime.block_on(async {
            let work = move |event| work(step.clone(), event);
            let (queue, worker) = queue::open(settings.queue.get(), work);
            let receiver = match decider {
                None => receiver(&settings, queue).unwrap(),
                Some(step) => slow(&settings, step, queue),
            };
            let signal = async { drop(stopped.await) };
            let limits = Limits { known: settings.connections, strangers: settings.strangers };
            serve::until(signal, listener, app(receiver, &settings), limits).await;
            worker.drain(Instant::now() + settings.grace()).await;
        });
    });
    let stop = Box::new(move || {
        stop.send(()).unwrap();
        thread.join().unwrap();
    });
    Running { address, stop }
}
