//! TIM callbacks on actix-web: moderates messages before they are delivered, and processes events
//! afterwards.

pub mod after;
pub mod config;
pub mod log;
pub mod moderator;
pub mod queue;
pub mod serve;

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::{BuildError, Unread};
use tim_callback::{AsyncReceiver, Policies, Reply};
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::config::Config;
use crate::moderator::Moderator;
use crate::queue::Queue;

/// The state of the handler, shared by all workers.
#[derive(Debug)]
pub struct Service {
    receiver: AsyncReceiver,
    deadline: Duration,
}

impl Service {
    /// A service that answers with this receiver, within this time.
    #[must_use]
    pub fn new(receiver: AsyncReceiver, deadline: Duration) -> Self {
        Self { receiver, deadline }
    }
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

/// Callbacks at `POST /callback`, in an [`App`](actix_web::App) of any kind.
pub fn app(service: web::Data<Service>) -> impl FnOnce(&mut ServiceConfig) {
    |app| {
        // Unlike a route alone, a resource answers other methods with 405.
        app.app_data(service).service(web::resource("/callback").route(web::post().to(callback)));
    }
}

/// The deadline is counted from the head of the request: a slow body leaves less time for the
/// decision.
async fn callback(
    service: web::Data<Service>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let Service { receiver, deadline } = &**service;
    let deadline = Instant::now() + *deadline;
    let query = request.query_string();
    let reply = match timeout_at(deadline, body.to_bytes_limited(receiver.body_limit())).await {
        Ok(Ok(Ok(body))) => receiver.receive_within(query, &body[..], sleep_until(deadline)).await,
        Ok(Err(_)) => receiver.refuse_unread(query, Unread::TooLarge),
        Ok(Ok(Err(_))) => receiver.refuse_unread(query, Unread::BrokenOff),
        Err(_) => receiver.refuse_unread(query, Unread::TooSlow),
    };
    response(reply)
}

/// Converts the reply by hand, because actix-web 4 has its own version of the `http` types.
fn response(reply: Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status).content_type(reply.content_type).body(reply.body)
}
