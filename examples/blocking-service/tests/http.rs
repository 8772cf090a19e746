//! The service, started and spoken to over HTTP. The tests are those of all services.

#[path = "../../service-contract/mod.rs"]
mod contract;

use std::net::TcpListener;

use blocking_service::config::Config;
use blocking_service::serve::Server;
use blocking_service::{Service, log, queue, receiver};
use contract::{BODY_LIMIT, Running, Setup, Step, verifier};
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::{MsgVerdict, Policies, Receiver};

const PROGRAM: &str = env!("CARGO_BIN_EXE_blocking-service");

/// Its decider allows once its step is done.
fn slow(config: &Config, step: Step, queue: queue::Queue) -> Receiver {
    Receiver::builder(config.verifier.clone(), Policies::fail_closed())
        .observe(log::callback)
        .on_fn::<BeforeSendMsg>(move |_| {
            step();
            MsgVerdict::Allow
        })
        .on::<AfterSendMsg>(queue)
        .build()
        .unwrap()
}

fn start(setup: Setup) -> Running {
    let Setup { decider, work, deadline, queue } = setup;
    let listen = ([127, 0, 0, 1], 0).into();
    let verifier = verifier();
    let config = Config { listen, verifier, deadline, body_limit: BODY_LIMIT, queue };
    let listener = TcpListener::bind(config.listen).unwrap();
    let address = listener.local_addr().unwrap();
    let (queue, worker) = queue::open(config.queue, move |_| work());
    let receiver = match decider {
        None => receiver(&config, queue).unwrap(),
        Some(step) => slow(&config, step, queue),
    };
    let server = Server::start(listener, Service::new(receiver, deadline)).unwrap();
    let stop = Box::new(move || {
        server.stop();
        worker.drain();
    });
    Running { address, stop }
}
