//! The HTTP endpoint: before-commands are decided, after-commands stored.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use tim_callback::query::CallbackQuery;
use tim_callback::query::DEFAULT_BODY_LIMIT;
use tim_callback::receiver::Failure;
use tim_callback::{Ack, Receiver, Reply, Verified};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use crate::config::EndpointConfig;
use crate::connection::connect;
use crate::moderation;
use crate::queue::{Queue, Stored};
use crate::replay_guard::RedisReplayGuard;

/// How long Redis may take to answer. A replay guard that cannot tell still leaves time to answer
/// by policy.
const REDIS_ANSWERS_WITHIN: Duration = Duration::from_secs(1);

/// How long a before-command may take before it is answered by policy: what is left of Tencent's
/// 2 s is for the network.
const DECIDE_WITHIN: Duration = Duration::from_millis(1500);

/// The pause before storing is tried again.
const PAUSE: Duration = Duration::from_millis(100);

/// How many after-commands may wait for Redis to come back: an outage must not take all
/// connections.
const WAITING: usize = 256;

struct Endpoint {
    receiver: Receiver<Async>,
    queue: Queue,
    store_within: Duration,
    waiting: Semaphore,
}

/// Serves callbacks at every path until `stopped`; what is under way is finished.
///
/// Redis need not be there: see `README.md` for what is answered without it.
///
/// # Errors
///
/// When `REDIS_URL` is none, or the listener fails.
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
    let router = Router::new()
        .fallback_service(post(callback).with_state(Arc::new(endpoint)))
        .layer(DefaultBodyLimit::max(DEFAULT_BODY_LIMIT));
    axum::serve(listener, router).with_graceful_shutdown(stopped).await?;
    Ok(())
}

async fn callback(
    State(endpoint): State<Arc<Endpoint>>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let query = query.unwrap_or_default();
    match endpoint.receiver.admit(&query, &*body) {
        Err(refusal) => http(refusal),
        Ok(verified) if decides(verified.query()) => endpoint.decide(verified).await,
        Ok(verified) => endpoint.store(&query, &body, verified).await,
    }
}

/// Whether the answer decides something.
fn decides(query: &CallbackQuery) -> bool {
    match query.known_command() {
        Ok(command) => command.phase() == Phase::Before,
        Err(unknown) => unknown.sounds_like_before(),
    }
}

impl Endpoint {
    async fn decide(&self, verified: Verified<'_>) -> Response {
        let answer = self.receiver.answer(verified.clone());
        let late = |_| self.receiver.reply_for(&verified, Failure::Deadline);
        http(timeout(DECIDE_WITHIN, answer).await.unwrap_or_else(late))
    }

    /// Acknowledges an after-command when, and only when, it is stored.
    ///
    /// A receiver would acknowledge it in any case: its policies are about answers that decide,
    /// and here something can still be lost.
    async fn store(&self, query: &str, body: &[u8], verified: Verified<'_>) -> Response {
        let event = self.queue.event(query, body, verified);
        let deadline = Instant::now() + self.store_within;
        let mut waiting = None;
        loop {
            match timeout_at(deadline, self.queue.store(&event)).await {
                Ok(Ok(stored)) => {
                    if stored == Stored::Repeated {
                        tracing::debug!("an after-command came again");
                    }
                    return Json(Ack).into_response();
                }
                Ok(Err(error)) if Instant::now() + PAUSE >= deadline => {
                    return not_stored(&error.to_string());
                }
                Ok(Err(error)) if waiting.is_none() => match self.waiting.try_acquire() {
                    Ok(permit) => waiting = Some(permit),
                    Err(_) => return not_stored(&format!("{error}; {WAITING} wait already")),
                },
                Ok(Err(_)) => {}
                Err(_) => return not_stored("Redis does not answer"),
            }
            sleep(PAUSE).await;
        }
    }
}

/// A failed callback by its status, and no verdict by its body.
fn not_stored(reason: &str) -> Response {
    tracing::error!(reason, "an after-command is not stored");
    (StatusCode::SERVICE_UNAVAILABLE, "not stored").into_response()
}

fn http(reply: Reply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, reply.content_type)], Body::from(reply.body)).into_response()
}
