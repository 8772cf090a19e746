//! Starts the service and calls it over HTTP. The tests are shared by all services.

#[path = "../../service-contract/mod.rs"]
mod contract;

use std::thread;

use axum_service::{app, serve};
use contract::{Running, Setup};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::time::Instant;

const PROGRAM: &str = env!("CARGO_BIN_EXE_axum-service");

fn start(setup: Setup) -> Running {
    let settings = setup.settings();
    let Setup { decider, work, .. } = setup;
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind(settings.listen)).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = thread::spawn(move || {
        runtime.block_on(async {
            let (queue, worker) = contract::open_queue(&settings, work);
            let receiver = contract::receiver(decider, &settings, queue);
            let signal = async { drop(stopped.await) };
            serve::until(signal, listener, app(receiver, &settings), settings.limits()).await;
            worker.drain(Instant::now() + settings.grace()).await;
        });
    });
    let stop = Box::new(move || {
        stop.send(()).unwrap();
        thread.join().unwrap();
    });
    Running { address, stop }
}
