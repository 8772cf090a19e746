//! The log: JSON, a line for each callback. What the crate gives an observer is safe to log; the
//! query and the body are not.

use tim_callback::receiver::Outcome;
use tim_callback::{CallbackCommand, Observation};
use tracing::field::display;
use tracing::{Level, error, info, warn};

/// Logs to the standard output from here on.
pub fn start() {
    tracing_subscriber::fmt().json().flatten_event(true).with_max_level(Level::INFO).init();
}

/// Logs how a callback ended.
pub fn callback(event: &Event<'_>) {
    let command = event.command.map(CallbackCommand::name);
    let outcome = format_args!("{:?}", event.outcome);
    let micros = event.elapsed.as_micros();
    let error = event.error.map(display);
    match event.outcome {
        Outcome::Decided => info!(command, %outcome, micros, "callback"),
        Outcome::Refused | Outcome::Repeated | Outcome::Unregistered | Outcome::Unknown => {
            warn!(command, %outcome, micros, error, "callback");
        }
        _ => error!(command, %outcome, micros, error, "callback"),
    }
}
