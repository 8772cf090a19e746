//! `stream-service endpoint` and `stream-service worker`.

use std::process::ExitCode;

use axum_service::run;
use clap::Parser as _;
use stream_service::connection::connect;
use stream_service::endpoint::Endpoint;
use stream_service::journal::Journal;
use stream_service::settings::{Args, Mode};
use stream_service::{metrics, worker};

fn main() -> ExitCode {
    // Invalid settings are reported on the standard error, with exit status 2.
    match Args::parse().mode {
        Mode::Endpoint(settings) => run::process(settings.service.admin_listen, async |signal| {
            metrics::describe();
            let context = connect(&settings.nats.url).await?;
            let endpoint = Endpoint::start(&settings, context)?;
            run::callbacks(&settings.service, endpoint, signal).await
        }),
        Mode::Worker(settings) => run::process(settings.admin_listen, async |signal| {
            metrics::describe();
            let context = connect(&settings.nats.url).await?;
            let journal = Journal::new(context.clone(), &settings);
            worker::run(&settings, context, journal, signal).await
        }),
    }
}
