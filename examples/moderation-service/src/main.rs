//! Starts and stops the service.

use std::error::Error;
use std::process::ExitCode;

use axum_service::config::Config;
use axum_service::{after, app, log, queue, serve};
use clap::Parser;
use moderation_service::settings::Settings;
use moderation_service::{Moderation, register};
use tim_callback::{AsyncReceiver, Policies};
use tokio::net::TcpListener;
use tracing::{error, info};

/// Moderates the messages of Tencent Cloud Chat.
#[derive(Parser)]
struct Args {
    #[command(flatten)]
    moderation: Settings,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    log::start();
    match run(args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let config = Config::from_env()?;
    let signal = serve::stop_signal()?;
    let moderation = Moderation::start(args.moderation).await?;
    let (queue, worker) = queue::open(config.queue, after::work);
    let builder = AsyncReceiver::builder(config.verifier.clone(), Policies::fail_closed())
        .body_limit(config.body_limit)
        .observe(log::callback)
        .on_every_after(move |event| queue.push(event));
    let receiver = register(builder, &moderation).build()?;

    let listener = TcpListener::bind(config.listen).await?;
    info!(address = %listener.local_addr()?, "listening");
    serve::until(signal, listener, app(receiver, config.deadline)).await?;
    worker.drain().await;
    info!("stopped");
    Ok(())
}
