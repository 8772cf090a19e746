//! `stream-service endpoint` and `stream-service worker`, configured by the environment.

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use stream_service::config::{EndpointConfig, WorkerConfig};
use stream_service::journal::Journal;
use stream_service::{endpoint, worker};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();
    let mode = std::env::args().nth(1);
    let ended = match mode.as_deref() {
        Some("endpoint") => run_endpoint().await,
        Some("worker") => run_worker().await,
        _ => Err("usage: stream-service endpoint|worker".into()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

async fn run_endpoint() -> Result<(), Box<dyn Error>> {
    let config = EndpointConfig::read(variable)?;
    let listener = TcpListener::bind(config.listen).await?;
    // If the configured port is 0, only this line tells the actual one.
    writeln!(std::io::stdout(), "listening on {}", listener.local_addr()?)?;
    endpoint::run(&config, listener, asked_to_stop()?).await
}

async fn run_worker() -> Result<(), Box<dyn Error>> {
    let config = WorkerConfig::read(variable)?;
    worker::run(&config, Journal::new(config.pace), asked_to_stop()?).await
}

/// Completes on Ctrl-C or SIGTERM, which service managers send.
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()> + Send> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
