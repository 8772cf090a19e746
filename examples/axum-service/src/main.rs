//! Starts and stops the service.

use std::error::Error;
use std::process::ExitCode;

use axum_service::config::Config;
use axum_service::{after, app, log, queue, receiver, serve};
use tokio::net::TcpListener;
use tracing::{error, info};

#[tokio::main]
async fn main() -> ExitCode {
    log::start();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let config = Config::from_env()?;
    let signal = serve::stop_signal()?;
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        format!("cannot listen on {}: {error}; choose another LISTEN", config.listen)
    })?;
    info!(address = %listener.local_addr()?, "listening");

    let (queue, worker) = queue::open(config.queue, after::work);
    let receiver = receiver(&config, queue)?;
    serve::until(signal, listener, app(receiver, config.deadline)).await?;
    worker.drain().await;
    info!("stopped");
    Ok(())
}
