//! Starts and stops the service, with any receiver.

use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;

use futures_util::FutureExt as _;
use service_parts::log::Log;
use service_parts::queue::Queue;
use service_parts::receiver::ReceiverError;
use service_parts::settings::Settings;
use service_parts::{after, log, metrics, queue, stop};
use tim_callback::AsyncReceiver;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::time::Instant;
use tracing::{error, info};

use crate::{admin, app, serve};

/// Serves until the signal. What goes wrong is in the log.
pub fn run<M>(settings: Settings, receiver: M) -> ExitCode
where
    M: AsyncFnOnce(&Settings, Queue) -> Result<AsyncReceiver, ReceiverError>,
{
    let log = log::start();
    let ended = Runtime::new().map_err(Box::from).and_then(|runtime| {
        let ended = runtime.block_on(until_the_end(settings, &log, receiver));
        // A decider that blocks must not keep the process.
        runtime.shutdown_background();
        ended
    });
    if let Err(error) = &ended {
        error!("{error}");
    }
    log.close();
    if ended.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn until_the_end<M>(settings: Settings, log: &Log, receiver: M) -> Result<(), Box<dyn Error>>
where
    M: AsyncFnOnce(&Settings, Queue) -> Result<AsyncReceiver, ReceiverError>,
{
    let metrics = metrics::start(log.lost())?;
    tokio::spawn(metrics.clone().keep());
    let signal = stop::signal()?.shared();

    if let Some(address) = settings.admin_listen {
        let listener = listen(address, "ADMIN_LISTEN")?;
        tokio::spawn(serve::until(signal.clone(), listener, admin::app(metrics), admin::LIMITS));
    }
    let (queue, worker) = queue::open(settings.queue.get(), after::work);
    let receiver = receiver(&settings, queue).await?;
    let listener = listen(settings.listen, "LISTEN")?;
    info!(address = %listener.local_addr()?, "listening");

    let stopped = tokio::spawn(signal.clone().map(|()| Instant::now()));
    serve::until(signal, listener, app(receiver, &settings), settings.limits()).await;
    worker.drain(stopped.await? + settings.grace().saturating_sub(log::LAST_LINES)).await;
    info!("stopped");
    Ok(())
}

fn listen(address: SocketAddr, name: &str) -> Result<TcpListener, String> {
    let listener = serve::listen(address);
    listener.map_err(|error| format!("cannot listen on {address}: {error}; choose another {name}"))
}
