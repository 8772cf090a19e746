//! TIM callbacks on axum: moderates messages before they are delivered, and processes events
//! afterwards.

pub mod admin;
pub mod connection;
mod door;
pub mod run;
pub mod serve;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use http_body_util::LengthLimitError;
use service_parts::settings::Settings;
use tim_callback::receiver::{Failure, Unread};
use tim_callback::{AsyncReceiver, Reply};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::connection::Connection;

/// Answers callbacks, this many at a time, each within the deadline.
#[derive(Debug)]
pub struct Service {
    receiver: AsyncReceiver,
    deadline: Duration,
    in_flight: Semaphore,
}

/// Callbacks at `POST /callback`, and `GET /healthz` for load balancers. To be served by
/// [`serve::until`].
pub fn app(receiver: AsyncReceiver, settings: &Settings) -> Router {
    let in_flight = Semaphore::new(settings.in_flight.get());
    let service = Service { receiver, deadline: settings.deadline(), in_flight };
    Router::new()
        .route("/callback", post(callback))
        .with_state(Arc::new(service))
        .route("/healthz", get(async || "ok"))
}

async fn callback(
    State(service): State<Arc<Service>>,
    Extension(connection): Extension<Arc<Connection>>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let query = head.uri.query().unwrap_or_default();
    service.answer(&connection, query, body).await.into()
}

impl Service {
    /// The deadline is counted from the head of the request: a slow body leaves less time for the
    /// decision.
    async fn answer(&self, connection: &Connection, query: &str, body: Body) -> Reply {
        let receiver = &self.receiver;
        let deadline = Instant::now() + self.deadline;
        let body = match timeout_at(deadline, to_bytes(body, receiver.body_limit())).await {
            Ok(Ok(body)) => body,
            Ok(Err(error)) if is_too_large(&error) => {
                return receiver.refuse_unread(query, Unread::TooLarge);
            }
            Ok(Err(_)) => return receiver.refuse_unread(query, Unread::BrokenOff),
            Err(_) => return receiver.refuse_unread(query, Unread::TooSlow),
        };
        let verified = match receiver.admit(query, Vec::from(body)) {
            Ok(verified) => verified,
            Err(refusal) => return refusal,
        };
        connection.carried_a_verified_callback();
        let Ok(_place) = self.in_flight.try_acquire() else {
            return receiver.reply_for(&verified, Failure::Unavailable);
        };
        receiver.answer_within(verified, sleep_until(deadline)).await
    }
}

fn is_too_large(error: &axum::Error) -> bool {
    error.source().is_some_and(<dyn Error>::is::<LengthLimitError>)
}
