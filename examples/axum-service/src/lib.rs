//! TIM callbacks on axum: moderates messages before they are delivered, and works on events
//! afterwards.

pub mod after;
pub mod config;
pub mod log;
pub mod moderator;
pub mod queue;
pub mod serve;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::{Async, BuildError};
use tim_callback::{Policies, Receiver};
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::config::Config;
use crate::moderator::Moderator;
use crate::queue::Queue;

struct Service {
    receiver: Receiver<Async>,
    deadline: Duration,
}

/// What is decided and by whom. Nothing that was not judged is delivered.
///
/// # Errors
///
/// When a command has two deciders.
pub fn receiver(config: &Config, queue: Queue) -> Result<Receiver<Async>, BuildError> {
    Receiver::builder(config.verifier.clone(), Policies::fail_closed())
        .body_limit(config.body_limit)
        .observe(log::callback)
        .on_async::<group::BeforeSendMsg>(Moderator)
        .on_async::<c2c::BeforeSendMsg>(Moderator)
        .on::<group::AfterSendMsg>(queue.clone())
        .on::<c2c::AfterSendMsg>(queue)
        .build()
}

/// Callbacks at `POST /callback`.
pub fn app(receiver: Receiver<Async>, deadline: Duration) -> Router {
    let service = Service { receiver, deadline };
    Router::new().route("/callback", post(callback)).with_state(Arc::new(service))
}

/// The time runs from the head of the request: who sends the body slowly has less left.
async fn callback(State(service): State<Arc<Service>>, request: Request) -> Response {
    let Service { receiver, deadline } = &*service;
    let deadline = Instant::now() + *deadline;
    let (head, body) = request.into_parts();
    match timeout_at(deadline, to_bytes(body, receiver.body_limit())).await {
        Ok(Ok(body)) => {
            let query = head.uri.query().unwrap_or_default();
            receiver.receive_within(query, &body[..], sleep_until(deadline)).await.into()
        }
        // Too large, or broken off: then nobody reads the answer.
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}
