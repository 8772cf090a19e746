//! The settings, from environment variables.

use std::env;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tim_callback::query::DEFAULT_BODY_LIMIT;
use tim_callback::{CALLBACK_TIMEOUT, SdkAppId, Token, Verifier};

/// Tencent's timeout, less half a second for the network.
const DEADLINE: Duration = CALLBACK_TIMEOUT.saturating_sub(Duration::from_millis(500));

/// The settings of a service.
#[derive(Debug, Clone)]
pub struct Config {
    /// `LISTEN`: address and port to listen on. The default is 127.0.0.1:8080.
    pub listen: SocketAddr,
    /// Checks callbacks against `TIM_APP_ID` and `TIM_TOKENS`.
    pub verifier: Verifier,
    /// `TIM_DEADLINE_MS`: how long a callback may take before the policies answer it.
    pub deadline: Duration,
    /// The largest body that is read, in bytes.
    pub body_limit: usize,
    /// How many after-commands may wait to be processed. Further ones are acknowledged and lost.
    pub queue: usize,
}

/// A setting that is missing or wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} {problem}: {remedy}")]
pub struct ConfigError {
    name: &'static str,
    problem: &'static str,
    remedy: &'static str,
}

impl Config {
    /// The settings of this process.
    ///
    /// # Errors
    ///
    /// Returns the first setting that is missing or wrong.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_lookup(|name| env::var(name).ok())
    }

    fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        Ok(Self {
            listen: listen(lookup("LISTEN"))?,
            verifier: verifier(app_id(lookup("TIM_APP_ID"))?, lookup("TIM_TOKENS"))?,
            deadline: deadline(lookup("TIM_DEADLINE_MS"))?,
            body_limit: DEFAULT_BODY_LIMIT,
            queue: 1000,
        })
    }
}

fn listen(set: Option<String>) -> Result<SocketAddr, ConfigError> {
    let Some(address) = set else { return Ok((Ipv4Addr::LOCALHOST, 8080).into()) };
    address.parse().map_err(|_| ConfigError {
        name: "LISTEN",
        problem: "is not an address",
        remedy: "give an IP address and a port, such as LISTEN=127.0.0.1:8080",
    })
}

fn app_id(set: Option<String>) -> Result<SdkAppId, ConfigError> {
    const NAME: &str = "TIM_APP_ID";
    let id = set.ok_or(ConfigError {
        name: NAME,
        problem: "is not set",
        remedy: "set it to the SDKAppID of the console, such as TIM_APP_ID=1400000000",
    })?;
    id.parse().map(SdkAppId::new).map_err(|_| ConfigError {
        name: NAME,
        problem: "is not a number",
        remedy: "copy the SDKAppID from the console, about ten digits",
    })
}

/// While you replace a token, set both: callbacks are signed with the old one until the new one
/// takes effect.
fn verifier(app: SdkAppId, set: Option<String>) -> Result<Verifier, ConfigError> {
    const NAME: &str = "TIM_TOKENS";
    let tokens = set.ok_or(ConfigError {
        name: NAME,
        problem: "is not set",
        remedy: "set it to the token of the console's callback authentication",
    })?;
    let tokens: Result<Vec<_>, _> =
        tokens.split(',').map(|token| Token::new(token.trim())).collect();
    let mut tokens = tokens.map_err(|_| ConfigError {
        name: NAME,
        problem: "has an empty token",
        remedy: "give one token, or several separated by commas",
    })?;
    // Splitting gives at least one part.
    let first = tokens.remove(0);
    Ok(tokens
        .into_iter()
        .fold(Verifier::new(app, first), |verifier, token| verifier.with_token(app, token)))
}

fn deadline(set: Option<String>) -> Result<Duration, ConfigError> {
    let Some(millis) = set else { return Ok(DEADLINE) };
    let deadline = millis.parse().ok().map(Duration::from_millis);
    deadline
        .filter(|deadline| (Duration::from_millis(1)..CALLBACK_TIMEOUT).contains(deadline))
        .ok_or(ConfigError {
            name: "TIM_DEADLINE_MS",
            problem: "is not a number of milliseconds from 1 to 1999",
            remedy: "leave some of Tencent's 2000 ms for the network, or unset the variable",
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 2] = [("TIM_APP_ID", "1400000000"), ("TIM_TOKENS", "xxxxyyyy")];

    /// The good settings, with this one added or replaced.
    fn with(name: &str, value: &str) -> Result<Config, ConfigError> {
        let settings = [(name, value), GOOD[0], GOOD[1]];
        Config::from_lookup(|asked| {
            settings.iter().find(|(set, _)| *set == asked).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_need_not_be_set_has_a_default() {
        let config = with("OTHER", "").unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.deadline, Duration::from_millis(1500));
    }

    #[test]
    fn what_is_set_counts() {
        assert_eq!(with("LISTEN", "0.0.0.0:80").unwrap().listen.to_string(), "0.0.0.0:80");
        let deadline = with("TIM_DEADLINE_MS", "1999").unwrap().deadline;
        assert_eq!(deadline, Duration::from_millis(1999));
        assert!(with("TIM_TOKENS", "old, new").is_ok());
    }

    #[test]
    fn an_error_says_what_to_do_and_shows_no_token() {
        let unset = |name| {
            Config::from_lookup(|asked| {
                let set = GOOD.into_iter().find(|(good, _)| *good == asked && *good != name);
                set.map(|(_, value)| value.to_owned())
            })
        };
        for (config, error) in [
            (unset("TIM_APP_ID"), "TIM_APP_ID is not set: set it to the SDKAppID of the console"),
            (unset("TIM_TOKENS"), "TIM_TOKENS is not set: set it to the token of the console"),
            (with("TIM_APP_ID", "@TGS"), "TIM_APP_ID is not a number: copy the SDKAppID from"),
            (with("TIM_TOKENS", "covert,"), "TIM_TOKENS has an empty token: give one token, or"),
            (with("LISTEN", "8080"), "LISTEN is not an address: give an IP address and a port"),
            (with("TIM_DEADLINE_MS", "0"), "TIM_DEADLINE_MS is not a number of milliseconds"),
            (with("TIM_DEADLINE_MS", "2000"), "TIM_DEADLINE_MS is not a number of milliseconds"),
        ] {
            let shown = config.unwrap_err().to_string();
            assert!(shown.starts_with(error), "{shown}");
            assert!(!shown.contains("covert"), "{shown}");
        }
        assert!(!format!("{:?}", with("TIM_TOKENS", "covert")).contains("covert"));
    }
}
