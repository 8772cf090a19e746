//! TIM callbacks on actix-web: moderates messages before they are delivered, and processes events
//! afterwards.

mod caller;
pub mod serve;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use service_parts::settings::Settings;
use tim_callback::receiver::{Failure, Unread};
use tim_callback::{AsyncReceiver, Reply};
use tokio::select;
use tokio::sync::Semaphore;
use tokio::time::sleep;

use crate::caller::Caller;

/// The state of the handler, shared by all workers.
#[derive(Debug)]
pub struct Service {
    receiver: AsyncReceiver,
    deadline: Duration,
    in_flight: Semaphore,
    stopping: AtomicBool,
}

/// Callbacks at `POST /callback` and `GET /healthz`, in an [`App`](actix_web::App) of any kind.
pub fn app(service: web::Data<Service>) -> impl FnOnce(&mut ServiceConfig) {
    |app| {
        // Unlike a route alone, a resource answers other methods with 405.
        app.app_data(service)
            .service(web::resource("/callback").route(web::post().to(callback)))
            .service(web::resource("/healthz").route(web::get().to(async || "ok")));
    }
}

async fn callback(
    service: web::Data<Service>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let caller = request.conn_data::<Arc<Caller>>().map(Arc::as_ref);
    let reply = service.answer(caller, request.query_string(), body).await;
    let may_stay = caller.is_none_or(Caller::may_stay);
    response(reply, !may_stay || service.stopping.load(Ordering::Relaxed))
}

impl Service {
    /// A service that answers with this receiver.
    #[must_use]
    pub fn new(receiver: AsyncReceiver, settings: &Settings) -> Self {
        let in_flight = Semaphore::new(settings.in_flight.get());
        let stopping = AtomicBool::new(false);
        Self { receiver, deadline: settings.deadline(), in_flight, stopping }
    }

    /// From now on, each connection is closed after its next answer.
    fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// The deadline is counted from the head of the request: a slow body leaves less time for the
    /// decision.
    async fn answer(&self, caller: Option<&Caller>, query: &str, body: web::Payload) -> Reply {
        let receiver = &self.receiver;
        let mut deadline = pin!(sleep(self.deadline));
        let read = select! {
            biased;
            read = body.to_bytes_limited(receiver.body_limit()) => read,
            () = deadline.as_mut() => return receiver.refuse_unread(query, Unread::TooSlow),
        };
        let body = match read {
            Ok(Ok(body)) => body,
            Ok(Err(_)) => return receiver.refuse_unread(query, Unread::BrokenOff),
            Err(_) => return receiver.refuse_unread(query, Unread::TooLarge),
        };
        let verified = match receiver.admit(query, Vec::from(body)) {
            Ok(verified) => verified,
            Err(refusal) => return refusal,
        };
        if let Some(caller) = caller {
            caller.carried_a_verified_callback();
        }
        // After-commands only go into the queue, which has a limit of its own.
        let place = self.in_flight.try_acquire();
        if place.is_err() && verified.query().asks_before() {
            return receiver.reply_for(&verified, Failure::Unavailable);
        }
        receiver.answer_within(verified, deadline).await
    }
}

/// Converts the reply by hand, because actix-web 4 has its own version of the `http` types.
fn response(reply: Reply, close: bool) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    if close {
        response.force_close();
    }
    response.content_type(reply.content_type).body(reply.body)
}
