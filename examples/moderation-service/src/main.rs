//! Starts and stops the service.

use std::process::ExitCode;

use axum_service::run::run;
use clap::Parser;
use moderation_service::{Moderation, register, settings};
use service_parts::receiver::{ReceiverError, builder};
use service_parts::settings::Settings;

/// Moderates the messages of Tencent Cloud Chat
#[derive(Parser)]
struct Args {
    #[command(flatten)]
    service: Settings,
    #[command(flatten)]
    moderation: settings::Settings,
}

fn main() -> ExitCode {
    let Args { service, moderation } = Args::parse();
    // Outlives the receiver: the lists are followed only as long as it lives.
    let mut running = None;
    run(&service, async |settings, queue| {
        let started = Moderation::start(moderation).await;
        let started = started.map_err(|error| ReceiverError::Deciders(error.into()))?;
        let receiver = register(builder(settings, queue)?, running.insert(started)).build()?;
        Ok(receiver)
    })
}
