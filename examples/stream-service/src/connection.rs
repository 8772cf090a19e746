//! Connections to Redis that come back by themselves.

use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, RedisResult};

/// A connection, made when it is first used and made anew after it broke.
///
/// A command on a broken connection fails at once: its sender knows how long it may be tried
/// again. That a command failed does not say that it was not carried out.
pub(crate) fn connect(url: &str, answer_within: Duration) -> RedisResult<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_number_of_retries(0)
        .set_connection_timeout(Some(answer_within))
        .set_response_timeout(Some(answer_within));
    ConnectionManager::new_lazy_with_config(Client::open(url)?, config)
}
