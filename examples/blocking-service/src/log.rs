//! The log: a line for each callback, names and values. What the crate gives an observer is safe
//! to log; the query and the body are not.

use std::fmt::Arguments;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use tim_callback::{CallbackCommand, Event, Outcome};

static STARTED: AtomicBool = AtomicBool::new(false);

/// Logs to the standard output from here on.
pub fn start() {
    STARTED.store(true, Ordering::Relaxed);
}

/// Logs a line.
pub fn line(level: &str, line: Arguments<'_>) {
    if !STARTED.load(Ordering::Relaxed) {
        return;
    }
    // A log that nobody reads any more must not stop the service.
    let _ = writeln!(io::stdout().lock(), "level={level} {line}");
}

/// Logs how a callback ended.
pub fn callback(event: &Event<'_>) {
    let level = match event.outcome {
        Outcome::Decided => "info",
        Outcome::Refused | Outcome::Repeated | Outcome::Unregistered | Outcome::Unknown => "warn",
        _ => "error",
    };
    let command = event.command.map_or("", CallbackCommand::name);
    let error = event.error.map(ToString::to_string).unwrap_or_default();
    let (outcome, micros) = (event.outcome, event.elapsed.as_micros());
    line(
        level,
        format_args!(
            "callback command={command} outcome={outcome:?} micros={micros} error={error:?}"
        ),
    );
}
