//! The HTTP endpoint: before-commands are decided, after-commands stored.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use http_body_util::LengthLimitError;
use tim_callback::query::CallbackQuery;
use tim_callback::receiver::Unread;
use tim_callback::{Ack, AsyncReceiver, Verified};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

use crate::config::EndpointConfig;
use crate::connection::connect;
use crate::moderation;
use crate::queue::{Queue, Stored};
use crate::replay_guard::RedisReplayGuard;

/// How long Redis may take to answer. It leaves time to answer by policy if the replay guard fails.
const REDIS_ANSWERS_WITHIN: Duration = Duration::from_secs(1);

/// How long a before-command may take, from the head of its request, before it is answered by
/// policy. The rest of Tencent's 2 s is for the network.
const DECIDE_WITHIN: Duration = Duration::from_millis(1500);

/// The pause before the next attempt to store.
const PAUSE: Duration = Duration::from_millis(100);

/// How many after-commands may wait for Redis to come back. An outage must not use up all
/// connections.
const WAITING: usize = 256;

struct Endpoint {
    receiver: AsyncReceiver,
    queue: Queue,
    store_within: Duration,
    waiting: Semaphore,
}

/// Serves callbacks at every path until `stopped`, and then finishes the requests in flight.
///
/// Redis need not be running; `README.md` says what is answered without it.
///
/// # Errors
///
/// Returns an error if `REDIS_URL` is not a URL of Redis, or the listener fails.
pub async fn run(
    config: &EndpointConfig,
    listener: TcpListener,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Box<dyn Error>> {
    let connection = connect(&config.redis.url, REDIS_ANSWERS_WITHIN)?;
    let endpoint = Endpoint {
        receiver: moderation::receiver(config, RedisReplayGuard::new(connection.clone()))?,
        queue: Queue::new(connection, config),
        store_within: config.store_within,
        waiting: Semaphore::new(WAITING),
    };
    let router = Router::new().fallback_service(post(callback).with_state(Arc::new(endpoint)));
    axum::serve(listener, router).with_graceful_shutdown(stopped).await?;
    Ok(())
}

async fn callback(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let query = head.uri.query().unwrap_or_default();
    let deadline = Instant::now() + endpoint.time_for(query);
    let body = match endpoint.read(body, deadline).await {
        Ok(body) => body,
        Err(unread) => return endpoint.receiver.refuse_unread(query, unread).into(),
    };
    match endpoint.receiver.admit(query, &*body) {
        Err(refusal) => refusal.into(),
        Ok(verified) if verified.query().asks_before() => {
            endpoint.receiver.answer_within(verified, sleep_until(deadline)).await.into()
        }
        Ok(verified) => endpoint.store(query, &body, verified, deadline).await,
    }
}

impl Endpoint {
    /// How long a callback may take, from the head of the request to its answer.
    fn time_for(&self, query: &str) -> Duration {
        match CallbackQuery::parse(query) {
            Ok(query) if !query.asks_before() => self.store_within,
            _ => DECIDE_WITHIN,
        }
    }

    async fn read(&self, body: Body, deadline: Instant) -> Result<Bytes, Unread> {
        match timeout_at(deadline, to_bytes(body, self.receiver.body_limit())).await {
            Ok(Ok(body)) => Ok(body),
            Ok(Err(error)) if error.source().is_some_and(<dyn Error>::is::<LengthLimitError>) => {
                Err(Unread::TooLarge)
            }
            Ok(Err(_)) => Err(Unread::BrokenOff),
            Err(_) => Err(Unread::TooSlow),
        }
    }

    /// Acknowledges an after-command if, and only if, it is stored.
    ///
    /// A receiver would acknowledge a body that does not decode, and its replay guard would
    /// acknowledge the repetition of an event that was not stored.
    async fn store(
        &self,
        query: &str,
        body: &[u8],
        verified: Verified<'_>,
        deadline: Instant,
    ) -> Response {
        let event = self.queue.event(query, body, verified);
        let mut waiting = None;
        loop {
            match timeout_at(deadline, self.queue.store(&event)).await {
                Ok(Ok(stored)) => {
                    if stored == Stored::Repeated {
                        tracing::debug!("after-command repeated");
                    }
                    return Json(Ack).into_response();
                }
                Ok(Err(error)) if Instant::now() + PAUSE >= deadline => {
                    return not_stored(&error.to_string());
                }
                Ok(Err(error)) if waiting.is_none() => match self.waiting.try_acquire() {
                    Ok(permit) => waiting = Some(permit),
                    Err(_) => return not_stored(&format!("{error}; {WAITING} already wait")),
                },
                Ok(Err(_)) => {}
                Err(_) => return not_stored("Redis does not answer"),
            }
            sleep(PAUSE).await;
        }
    }
}

/// Status 503, which counts as a failed callback, and a body that is not a verdict.
fn not_stored(reason: &str) -> Response {
    tracing::error!(reason, "after-command not stored");
    (StatusCode::SERVICE_UNAVAILABLE, "not stored").into_response()
}
