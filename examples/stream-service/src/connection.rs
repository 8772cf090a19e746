//! Connections to Redis that reconnect by themselves.

use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, RedisResult};

/// A connection that is made on its first use, and again after it broke.
///
/// A command on a broken connection fails at once, because its caller knows how long to retry. A
/// command that failed may still have been executed.
pub(crate) fn connect(url: &str, answer_within: Duration) -> RedisResult<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_number_of_retries(0)
        .set_connection_timeout(Some(answer_within))
        .set_response_timeout(Some(answer_within));
    ConnectionManager::new_lazy_with_config(Client::open(url)?, config)
}
