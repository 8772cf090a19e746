//! Starts the service and calls it over HTTP. The tests are shared by all services.

#[path = "../../service-contract/mod.rs"]
mod contract;

use std::net::TcpListener;
use std::thread;

use actix_web::rt::System;
use actix_web_service::{Service, serve};
use contract::{Running, Setup};
use tokio::sync::oneshot;
use tokio::time::Instant;

const PROGRAM: &str = env!("CARGO_BIN_EXE_actix-web-service");

fn start(setup: Setup) -> Running {
    let settings = setup.settings();
    let Setup { decider, work, .. } = setup;
    let listener = TcpListener::bind(settings.listen).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = thread::spawn(move || {
        System::new().block_on(async {
            let (queue, worker) = contract::open_queue(&settings, work);
            let receiver = contract::receiver(decider, &settings, queue);
            let signal = async { drop(stopped.await) };
            let service = Service::new(receiver, &settings);
            serve::until(signal, listener, service, &settings).await.unwrap();
            worker.drain(Instant::now() + settings.grace()).await;
        });
    });
    let stop = Box::new(move || {
        stop.send(()).unwrap();
        thread.join().unwrap();
    });
    Running { address, stop }
}
