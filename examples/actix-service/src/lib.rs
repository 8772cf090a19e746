//! TIM callbacks on actix-web: moderates messages before they are delivered, and works on events
//! afterwards.

pub mod after;
pub mod config;
pub mod log;
pub mod moderator;
pub mod queue;
pub mod serve;

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::{Async, BuildError};
use tim_callback::{Policies, Receiver, Reply};
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::config::Config;
use crate::moderator::Moderator;
use crate::queue::Queue;

/// What the handler needs, one for all workers.
#[derive(Debug)]
pub struct Service {
    receiver: Receiver<Async>,
    deadline: Duration,
}

impl Service {
    /// Answers by this receiver, within this time.
    #[must_use]
    pub fn new(receiver: Receiver<Async>, deadline: Duration) -> Self {
        Self { receiver, deadline }
    }
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

/// Callbacks at `POST /callback`, in an [`App`](actix_web::App) of any kind.
pub fn app(service: web::Data<Service>) -> impl FnOnce(&mut ServiceConfig) {
    |app| {
        // A resource, and not a route alone, answers other methods with 405.
        app.app_data(service).service(web::resource("/callback").route(web::post().to(callback)));
    }
}

/// The time runs from the head of the request: who sends the body slowly has less left.
async fn callback(
    service: web::Data<Service>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let Service { receiver, deadline } = &**service;
    let deadline = Instant::now() + *deadline;
    match timeout_at(deadline, body.to_bytes_limited(receiver.body_limit())).await {
        Ok(Ok(Ok(body))) => {
            let query = request.query_string();
            response(receiver.receive_within(query, &body[..], sleep_until(deadline)).await)
        }
        Ok(Ok(Err(_))) => HttpResponse::BadRequest().finish(),
        Ok(Err(_)) => HttpResponse::PayloadTooLarge().finish(),
        Err(_) => HttpResponse::RequestTimeout().finish(),
    }
}

/// actix-web 4 has its own version of the `http` types, and so the conversion is here.
fn response(reply: Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status).content_type(reply.content_type).body(reply.body)
}
