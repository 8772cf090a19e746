//! TIM callbacks on axum: moderates messages before they are delivered, and processes events
//! afterwards.

pub mod after;
pub mod config;
pub mod log;
pub mod moderator;
pub mod queue;
pub mod serve;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::post;
use http_body_util::LengthLimitError;
use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::{BuildError, Unread};
use tim_callback::{AsyncReceiver, Policies};
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::config::Config;
use crate::moderator::Moderator;
use crate::queue::Queue;

struct Service {
    receiver: AsyncReceiver,
    deadline: Duration,
}

/// Registers the deciders. A message without a verdict is not delivered.
///
/// # Errors
///
/// Returns an error if a command has two deciders.
pub fn receiver(config: &Config, queue: Queue) -> Result<AsyncReceiver, BuildError> {
    // One moderator for both commands.
    let moderator = Arc::new(Moderator);
    AsyncReceiver::builder(config.verifier.clone(), Policies::fail_closed())
        .body_limit(config.body_limit)
        .observe(log::callback)
        .on::<group::BeforeSendMsg>(Arc::clone(&moderator))
        .on::<c2c::BeforeSendMsg>(moderator)
        .on_every_after(move |event| queue.push(event))
        .build()
}

/// Callbacks at `POST /callback`.
pub fn app(receiver: AsyncReceiver, deadline: Duration) -> Router {
    let service = Service { receiver, deadline };
    Router::new().route("/callback", post(callback)).with_state(Arc::new(service))
}

/// The deadline is counted from the head of the request: a slow body leaves less time for the
/// decision.
async fn callback(State(service): State<Arc<Service>>, request: Request) -> Response {
    let Service { receiver, deadline } = &*service;
    let deadline = Instant::now() + *deadline;
    let (head, body) = request.into_parts();
    let query = head.uri.query().unwrap_or_default();
    let reply = match timeout_at(deadline, to_bytes(body, receiver.body_limit())).await {
        Ok(Ok(body)) => receiver.receive_within(query, &body[..], sleep_until(deadline)).await,
        Ok(Err(error)) if is_too_large(&error) => receiver.refuse_unread(query, Unread::TooLarge),
        Ok(Err(_)) => receiver.refuse_unread(query, Unread::BrokenOff),
        Err(_) => receiver.refuse_unread(query, Unread::TooSlow),
    };
    reply.into()
}

fn is_too_large(error: &axum::Error) -> bool {
    error.source().is_some_and(<dyn Error>::is::<LengthLimitError>)
}
