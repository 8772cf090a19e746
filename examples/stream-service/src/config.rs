//! The settings, from environment variables. Secrets are there too, because other users can read
//! arguments.

use std::fmt::Display;
use std::net::SocketAddr;
use std::num::NonZeroU16;
use std::str::FromStr;
use std::time::Duration;

use tim_callback::{CALLBACK_TIMEOUT, Policies, SdkAppId, Token};

/// A variable that is missing or wrong.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A variable without a default is not set.
    #[error("{0} is not set, see README.md")]
    Missing(&'static str),
    /// A variable cannot be read. Its value is not shown: it may be a secret.
    #[error("{name} cannot be used: {reason}, see README.md")]
    Wrong {
        /// The variable.
        name: &'static str,
        /// What is wrong with its value.
        reason: String,
    },
}

/// The settings that endpoints and workers share.
#[derive(Debug, Clone)]
pub struct RedisConfig {
    /// `REDIS_URL`.
    pub url: String,
    /// `SHARDS`: the number of streams, and so of workers that can work at the same time.
    pub shards: NonZeroU16,
    /// `REMEMBER_S`: how long an event is remembered after it was stored, and again after it was
    /// done.
    pub remember: Duration,
}

/// An endpoint's configuration.
#[derive(Debug, Clone)]
pub struct EndpointConfig {
    /// Where and how events are stored.
    pub redis: RedisConfig,
    /// `LISTEN`.
    pub listen: SocketAddr,
    /// `SDK_APP_ID`.
    pub app: SdkAppId,
    /// `TOKEN`, as in the console.
    pub token: Token,
    /// `POLICY`: `open` or `closed`; there is no default.
    pub policies: Policies,
    /// `STORE_WITHIN_MS`: how long reading and storing an after-command may take.
    pub store_within: Duration,
    /// `BACKLOG`: the maximum number of entries in a shard, including dead letters.
    pub backlog: u64,
}

/// A worker's configuration.
#[derive(Debug, Clone)]
pub struct WorkerConfig {
    /// Where events are stored.
    pub redis: RedisConfig,
    /// `LEASE_MS`: how long a shard stays with a worker that no longer responds.
    pub lease: Duration,
    /// `DELIVERIES`: how often an entry that cannot be processed is tried.
    pub deliveries: u64,
    /// `PACE_MS`: the minimum time for each entry, so that you can watch workers share shards and
    /// die.
    pub pace: Duration,
}

impl RedisConfig {
    fn read(variables: &impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        Ok(Self {
            url: variables("REDIS_URL").unwrap_or_else(|| "redis://127.0.0.1:6379".to_owned()),
            shards: parsed(variables, "SHARDS", NonZeroU16::new(16))?,
            remember: Duration::from_secs(parsed(variables, "REMEMBER_S", Some(86_400))?),
        })
    }
}

impl EndpointConfig {
    /// Reads the variables.
    ///
    /// # Errors
    ///
    /// See [`ConfigError`].
    pub fn read(variables: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let variables = &variables;
        Ok(Self {
            redis: RedisConfig::read(variables)?,
            listen: parsed(variables, "LISTEN", Some(SocketAddr::from(([127, 0, 0, 1], 8080))))?,
            app: SdkAppId::new(parsed(variables, "SDK_APP_ID", None)?),
            token: Token::new(text(variables, "TOKEN")?).map_err(|error| wrong("TOKEN", error))?,
            policies: match text(variables, "POLICY")?.as_str() {
                "open" => Policies::fail_open(),
                "closed" => Policies::fail_closed(),
                _ => return Err(wrong("POLICY", "it must be `open` or `closed`")),
            },
            store_within: millis(variables, "STORE_WITHIN_MS", longer_than_tencent_waits())?,
            backlog: parsed(variables, "BACKLOG", Some(100_000))?,
        })
    }
}

impl WorkerConfig {
    /// Reads the variables.
    ///
    /// # Errors
    ///
    /// See [`ConfigError`].
    pub fn read(variables: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let variables = &variables;
        let lease = millis(variables, "LEASE_MS", Duration::from_secs(10))?;
        if lease < Duration::from_millis(100) {
            return Err(wrong("LEASE_MS", "the minimum is 100"));
        }
        Ok(Self {
            redis: RedisConfig::read(variables)?,
            lease,
            deliveries: parsed(variables, "DELIVERIES", Some(5))?,
            pace: millis(variables, "PACE_MS", Duration::ZERO)?,
        })
    }
}

/// Tencent is documented to repeat after-commands only after a timeout.
fn longer_than_tencent_waits() -> Duration {
    CALLBACK_TIMEOUT + Duration::from_millis(200)
}

fn wrong(name: &'static str, reason: impl Display) -> ConfigError {
    ConfigError::Wrong { name, reason: reason.to_string() }
}

fn text(
    variables: &impl Fn(&str) -> Option<String>,
    name: &'static str,
) -> Result<String, ConfigError> {
    variables(name).ok_or(ConfigError::Missing(name))
}

fn parsed<T: FromStr<Err: Display>>(
    variables: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    default: Option<T>,
) -> Result<T, ConfigError> {
    match (variables(name), default) {
        (Some(value), _) => value.parse().map_err(|error: T::Err| wrong(name, error)),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(ConfigError::Missing(name)),
    }
}

fn millis(
    variables: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    default: Duration,
) -> Result<Duration, ConfigError> {
    let given: Option<u64> = match variables(name) {
        Some(value) => Some(value.parse().map_err(|error| wrong(name, error))?),
        None => None,
    };
    Ok(given.map_or(default, Duration::from_millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(changed: &'static str, value: Option<&'static str>) -> Option<ConfigError> {
        EndpointConfig::read(|name| match name {
            _ if name == changed => value.map(str::to_owned),
            "SDK_APP_ID" => Some("1400000000".to_owned()),
            "TOKEN" => Some("xxxxyyyy".to_owned()),
            "POLICY" => Some("closed".to_owned()),
            _ => None,
        })
        .err()
    }

    #[test]
    fn what_has_no_default_must_be_set() {
        assert_eq!(endpoint("", None), None);
        for name in ["SDK_APP_ID", "TOKEN", "POLICY"] {
            assert_eq!(endpoint(name, None), Some(ConfigError::Missing(name)));
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_not_a_default() {
        for (name, value) in [
            ("SHARDS", "0"),
            ("REMEMBER_S", "1h"),
            ("LISTEN", "localhost"),
            ("SDK_APP_ID", "app"),
            ("TOKEN", ""),
            ("POLICY", "ajar"),
            ("STORE_WITHIN_MS", "-1"),
            ("BACKLOG", ""),
        ] {
            let error = endpoint(name, Some(value)).expect(name);
            assert!(error.to_string().starts_with(name), "{error}");
        }
        let too_short = WorkerConfig::read(|name| (name == "LEASE_MS").then(|| "99".to_owned()));
        assert!(too_short.is_err());
    }

    #[test]
    fn an_endpoint_tries_to_store_for_longer_than_tencent_waits() {
        assert!(longer_than_tencent_waits() > CALLBACK_TIMEOUT);
    }
}
