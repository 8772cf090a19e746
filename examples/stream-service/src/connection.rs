//! The connection to NATS.

use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::context::ContextBuilder;
use async_nats::{Client, ConnectError, ConnectOptions};

/// The pause before the next attempt to connect.
const PAUSE: Duration = Duration::from_millis(200);

/// How often a server is asked for a sign of life. Without two of them, the next server is used.
const PING: Duration = Duration::from_secs(1);

/// How long a server may take to connect, and to answer. It leaves time for another attempt.
const ANSWERS_WITHIN: Duration = Duration::from_millis(800);

/// A connection that is made in the background, and again after it broke.
///
/// # Errors
///
/// Returns an error if a URL is not one of a NATS server.
pub async fn connect(urls: &[String]) -> Result<Context, ConnectError> {
    let client = ConnectOptions::new()
        .name("tim-callback")
        .retry_on_initial_connect()
        .max_reconnects(None)
        .reconnect_delay_callback(|_| PAUSE)
        .connection_timeout(ANSWERS_WITHIN)
        .ping_interval(PING)
        .request_timeout(Some(ANSWERS_WITHIN))
        .connect(urls)
        .await?;
    let context = ContextBuilder::new().timeout(ANSWERS_WITHIN).ack_timeout(ANSWERS_WITHIN);
    Ok(context.build(client))
}

/// Whether a server can be asked. Without a connection, a request would wait for its timeout.
pub(crate) fn is_connected(client: &Client) -> bool {
    client.connection_state() == async_nats::connection::State::Connected
}
