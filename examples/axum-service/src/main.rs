//! The service with the moderator of `service-parts`.

use std::process::ExitCode;

use axum_service::run::run;
use clap::Parser as _;
use service_parts::receiver::receiver;
use service_parts::settings::Settings;

fn main() -> ExitCode {
    // Invalid settings are reported on the standard error, with exit status 2.
    run(&Settings::parse(), async |settings, queue| receiver(settings, queue))
}
