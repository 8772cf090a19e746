//! The settings, from environment variables or arguments, the same in every service.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use tim_callback::auth::NoTokenError;
use tim_callback::query::DEFAULT_BODY_LIMIT;
use tim_callback::verdict::Fallback;
use tim_callback::{Policies, SdkAppId, Token, Verifier};

use crate::door::Limits;

/// Receives the callbacks of Tencent Cloud Chat
#[derive(Debug, Clone, Parser)]
pub struct Settings {
    /// Address and port for callbacks and /healthz
    #[arg(long, env = "LISTEN", value_name = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Address and port for /metrics; without it, there are none
    #[arg(long, env = "ADMIN_LISTEN", value_name = "ADMIN_LISTEN")]
    pub admin_listen: Option<SocketAddr>,

    /// The app id of the console, such as 1400000000
    #[arg(long, env = "TIM_APP_ID", value_name = "TIM_APP_ID")]
    pub app_id: SdkAppId,

    /// The token of the console's callback authentication; while you replace it, the old and the new
    /// one, separated by a comma. Set the variable: other users can read arguments
    #[arg(
        long,
        env = "TIM_TOKENS",
        value_name = "TIM_TOKENS",
        required = true,
        value_delimiter = ',',
        hide_env_values = true
    )]
    pub tokens: Vec<Token>,

    /// What is answered if a decision cannot be made
    #[arg(long, env = "TIM_POLICY", value_name = "TIM_POLICY", default_value = "closed")]
    pub policy: Policy,

    /// The milliseconds after which the policy answers; Tencent waits for 2000
    #[arg(
        long,
        env = "TIM_DEADLINE_MS",
        value_name = "TIM_DEADLINE_MS",
        default_value = "1500",
        value_parser = clap::value_parser!(u64).range(1..2000)
    )]
    pub deadline_ms: u64,

    /// The largest body, in bytes
    #[arg(long, env = "BODY_LIMIT", value_name = "BODY_LIMIT", default_value_t = DEFAULT_BODY_LIMIT)]
    pub body_limit: usize,

    /// How many after-commands may wait; further ones are acknowledged and lost
    #[arg(long, env = "QUEUE", value_name = "QUEUE", default_value = "1000")]
    pub queue: NonZeroUsize,

    /// How many before-commands may be in work at a time; the policy answers further ones
    #[arg(long, env = "IN_FLIGHT", value_name = "IN_FLIGHT", default_value = "1024")]
    pub in_flight: NonZeroUsize,

    /// How many connections are kept open that have carried a verified callback
    #[arg(long, env = "CONNECTIONS", value_name = "CONNECTIONS", default_value = "384")]
    pub connections: NonZeroUsize,

    /// How many other connections are kept open; beyond that, the oldest is closed
    #[arg(long, env = "STRANGERS", value_name = "STRANGERS", default_value = "256")]
    pub strangers: NonZeroUsize,

    /// The seconds after a signal within which the service ends
    #[arg(
        long,
        env = "GRACE_S",
        value_name = "GRACE_S",
        default_value = "10",
        value_parser = clap::value_parser!(u64).range(6..=3600)
    )]
    pub grace_s: u64,
}

/// What is answered if a decision cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Policy {
    /// The operation goes on
    Open,
    /// The operation is rejected
    Closed,
}

impl Settings {
    /// Verifies the callbacks of this app.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token.
    pub fn verifier(&self) -> Result<Verifier, NoTokenError> {
        Verifier::from_apps([(self.app_id, self.tokens.iter().cloned())])
    }

    /// What is answered without a verdict. A command that has no decider is allowed if the crate
    /// knows it: the service has no opinion on it, and rejecting would keep users from creating
    /// groups or adding friends.
    pub fn policies(&self) -> Policies {
        match self.policy {
            Policy::Open => Policies::fail_open(),
            Policy::Closed => Policies::fail_closed().with_unregistered(Fallback::Allow),
        }
    }

    /// How many connections are kept open.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits { known: self.connections, strangers: self.strangers }
    }

    /// How long a callback may take before the policy answers it.
    #[must_use]
    pub fn deadline(&self) -> Duration {
        Duration::from_millis(self.deadline_ms)
    }

    /// How long the service may take to end.
    #[must_use]
    pub fn grace(&self) -> Duration {
        Duration::from_secs(self.grace_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Settings, String> {
        let good = ["service", "--app-id", "1400000000", "--tokens", "covert,xxxxyyyy"];
        let all = good.iter().chain(arguments);
        Settings::try_parse_from(all).map_err(|error| error.to_string())
    }

    #[test]
    fn what_need_not_be_set_has_a_default() {
        let settings = parsed(&[]).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.deadline(), Duration::from_millis(1500));
        assert_eq!(settings.tokens.len(), 2);
        assert_eq!(settings.policies(), Policies::fail_closed().with_unregistered(Fallback::Allow));
    }

    #[test]
    fn an_error_names_the_variable_and_what_it_takes_and_shows_no_token() {
        for (name, wrong, said) in [
            ("--listen", "8080", "<LISTEN>': invalid socket address"),
            ("--deadline-ms", "2000", "<TIM_DEADLINE_MS>': 2000 is not in 1..2000"),
            ("--policy", "shut", "[possible values: open, closed]"),
            ("--queue", "0", "<QUEUE>': number would be zero"),
        ] {
            let error = parsed(&[name, wrong]).unwrap_err();
            assert!(error.contains(said), "{error}");
            assert!(!error.contains("covert"), "{error}");
        }
        let tokens =
            |tokens| Settings::try_parse_from(["service", "--app-id", "1", "--tokens", tokens]);
        let error = tokens("covert,").unwrap_err().to_string();
        assert!(error.contains("<TIM_TOKENS>'") && !error.contains("covert"), "{error}");
        assert!(!format!("{:?}", parsed(&[]).unwrap()).contains("covert"));
    }
}
