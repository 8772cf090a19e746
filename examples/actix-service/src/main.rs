//! Starts and stops the service.

use std::error::Error;
use std::net::{SocketAddr, TcpListener};
use std::process::exit;

use actix_web_service::{Service, serve};
use clap::Parser as _;
use futures_util::FutureExt as _;
use service_parts::log::Log;
use service_parts::receiver::receiver;
use service_parts::settings::Settings;
use service_parts::{after, log, metrics, queue, stop};
use tokio::time::Instant;
use tracing::{error, info};

#[actix_web::main]
async fn main() {
    // Invalid settings are reported on the standard error, with exit status 2.
    let settings = Settings::parse();
    let log = log::start();
    let ended = run(settings, &log).await;
    if let Err(error) = &ended {
        error!("{error}");
    }
    log.close();
    // A decider that blocks must not keep the process.
    exit(ended.is_err().into())
}

async fn run(settings: Settings, log: &Log) -> Result<(), Box<dyn Error>> {
    let metrics = metrics::start(log.lost())?;
    tokio::spawn(metrics.clone().keep());
    let signal = stop::signal()?.shared();

    if let Some(address) = settings.admin_listen {
        let listener = listen(address, "ADMIN_LISTEN")?;
        actix_web::rt::spawn(serve::admin(signal.clone(), listener, metrics));
    }
    let (queue, worker) = queue::open(settings.queue.get(), after::work);
    let service = Service::new(receiver(&settings, queue)?, &settings);
    let listener = listen(settings.listen, "LISTEN")?;
    info!(address = %listener.local_addr()?, "listening");

    let stopped = tokio::spawn(signal.clone().map(|()| Instant::now()));
    serve::until(signal, listener, service, &settings).await?;
    worker.drain(stopped.await? + settings.grace().saturating_sub(log::LAST_LINES)).await;
    info!("stopped");
    Ok(())
}

fn listen(address: SocketAddr, name: &str) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(address);
    listener.map_err(|error| format!("cannot listen on {address}: {error}; choose another {name}"))
}
