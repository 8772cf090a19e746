//! Starts the service and calls it over HTTP. The tests are shared by all services.

#[path = "../../service-contract/mod.rs"]
mod contract;

use std::thread;

use axum_service::config::Config;
use axum_service::{app, log, queue, receiver, serve};
use contract::{BODY_LIMIT, Running, Setup, Step, verifier};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::{
    AnyCallback, AsyncReceiver, Call, DecideAsync, GroupRejectCode, MsgVerdict, Policies,
};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::{JoinError, spawn_blocking};

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

fn slow(config: &Config, step: Step, queue: queue::Queue) -> AsyncReceiver {
    AsyncReceiver::builder(config.verifier.clone(), Policies::fail_closed())
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
    let Setup { decider, work: step, deadline, queue } = setup;
    let listen = ([127, 0, 0, 1], 0).into();
    let verifier = verifier();
    let config = Config { listen, verifier, deadline, body_limit: BODY_LIMIT, queue };
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind(config.listen)).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = thread::spawn(move || {
        runtime.block_on(async {
            let (queue, worker) = queue::open(config.queue, move |event| work(step.clone(), event));
            let receiver = match decider {
                None => receiver(&config, queue).unwrap(),
                Some(step) => slow(&config, step, queue),
            };
            let signal = async { drop(stopped.await) };
            serve::until(signal, listener, app(receiver, deadline)).await.unwrap();
            worker.drain().await;
        });
    });
    let stop = Box::new(move || {
        stop.send(()).unwrap();
        thread.join().unwrap();
    });
    Running { address, stop }
}
