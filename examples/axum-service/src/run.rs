//! Starts and stops the service, with any receiver.

use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};
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

use crate::answer::Answer;
use crate::{admin, app, serve};

/// Completes when the process is asked to stop.
pub type Signal = Shared<BoxFuture<'static, ()>>;

/// Serves until the signal, with the queue for after-commands. What goes wrong is in the log.
pub fn run<M>(settings: &Settings, receiver: M) -> ExitCode
where
    M: AsyncFnOnce(&Settings, Queue) -> Result<AsyncReceiver, ReceiverError>,
{
    process(settings.admin_listen, async |signal| {
        let (queue, worker) = queue::open(settings.queue.get(), after::work);
        let receiver = receiver(settings, queue).await?;
        let stopped = tokio::spawn(signal.clone().map(|()| Instant::now()));
        callbacks(settings, receiver, signal).await?;
        worker.drain(stopped.await? + settings.grace().saturating_sub(log::LAST_LINES)).await;
        Ok(())
    })
}

/// Answers callbacks until the signal.
///
/// # Errors
///
/// Returns an error if the address cannot be used.
pub async fn callbacks(
    settings: &Settings,
    answer: impl Answer,
    signal: Signal,
) -> Result<(), Box<dyn Error>> {
    let listener = listen(settings.listen, "LISTEN")?;
    info!(address = %listener.local_addr()?, "listening");
    serve::until(signal, listener, app(answer, settings), settings.limits()).await;
    Ok(())
}

/// Runs a process with log, metrics and the signal to stop. What goes wrong is in the log.
pub fn process<W>(admin_listen: Option<SocketAddr>, work: W) -> ExitCode
where
    W: AsyncFnOnce(Signal) -> Result<(), Box<dyn Error>>,
{
    let log = log::start();
    let ended = Runtime::new().map_err(Box::from).and_then(|runtime| {
        let ended = runtime.block_on(until_the_end(admin_listen, &log, work));
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

async fn until_the_end<W>(
    admin_listen: Option<SocketAddr>,
    log: &Log,
    work: W,
) -> Result<(), Box<dyn Error>>
where
    W: AsyncFnOnce(Signal) -> Result<(), Box<dyn Error>>,
{
    let metrics = metrics::start(log.lost())?;
    tokio::spawn(metrics.clone().keep());
    let signal = stop::signal()?.boxed().shared();

    if let Some(address) = admin_listen {
        let listener = listen(address, "ADMIN_LISTEN")?;
        tokio::spawn(serve::until(signal.clone(), listener, admin::app(metrics), admin::LIMITS));
    }
    work(signal).await?;
    info!("stopped");
    Ok(())
}

fn listen(address: SocketAddr, name: &str) -> Result<TcpListener, String> {
    let listener = serve::listen(address);
    listener.map_err(|error| format!("cannot listen on {address}: {error}; choose another {name}"))
}
