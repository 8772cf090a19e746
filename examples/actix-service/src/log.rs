//! The log: JSON, one line for each callback. An [`Observation`] is safe to log; the query and the
//! body are not.

use tim_callback::receiver::Outcome;
use tim_callback::{Observation, SdkAppId};
use tracing::field::display;
use tracing::{Level, error, info, warn};

/// Starts logging to the standard output.
pub fn start() {
    tracing_subscriber::fmt().json().flatten_event(true).with_max_level(Level::INFO).init();
}

/// Logs how a callback ended. Fields without a value are left out.
pub fn callback(seen: &Observation<'_>) {
    let (command, request_id) = (seen.command_name(), seen.request_id());
    let (command, request_id) = (command.as_deref(), request_id.as_deref());
    let app = seen.sdk_app_id().map(SdkAppId::get);
    let outcome: &str = seen.outcome().into();
    let decision: Option<&str> = seen.decision().map(Into::into);
    let policy: Option<&str> = seen.policy().map(Into::into);
    let status = seen.status();
    let error = seen.error().map(display);
    // This is the text of your own error: keep secrets and messages out of it.
    let cause = seen.cause().map(display);
    let elapsed_ms = seen.elapsed().as_secs_f64() * 1e3;
    macro_rules! log {
        ($level:ident) => {
            $level!(
                command, app, request_id, outcome, decision, policy, status, error, cause,
                elapsed_ms, "callback"
            )
        };
    }
    match seen.outcome() {
        Outcome::Decided => log!(info),
        Outcome::Refused | Outcome::Repeated | Outcome::Unregistered | Outcome::Unknown => {
            log!(warn);
        }
        _ => log!(error),
    }
}
