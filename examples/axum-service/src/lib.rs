//! TIM callbacks on axum: moderates messages before they are delivered, and processes events
//! afterwards.

pub mod admin;
pub mod answer;
mod connection;
pub mod run;
pub mod serve;

use std::convert::Infallible;
use std::error::Error;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post_service};
use http_body_util::LengthLimitError;
use service_parts::door::Guest;
use service_parts::settings::Settings;
use tim_callback::Reply;
use tim_callback::receiver::{Failure, Unread};
use tokio::select;
use tokio::sync::Semaphore;
use tokio::time::sleep;
use tower::service_fn;

use crate::answer::Answer;

/// Answers callbacks, this many at a time, each within the deadline.
#[derive(Debug)]
struct Service<A> {
    answer: A,
    deadline: Duration,
    in_flight: Semaphore,
}

/// Callbacks at `POST /callback`, and `GET /healthz` for load balancers. To be served by
/// [`serve::until`].
pub fn app(answer: impl Answer, settings: &Settings) -> Router {
    let in_flight = Semaphore::new(settings.in_flight.get());
    let service = Arc::new(Service { answer, deadline: settings.deadline(), in_flight });
    // A handler would do, too. Its extractors take a twentieth of the whole request.
    let callbacks = service_fn(move |request| callback(request, Arc::clone(&service)));
    Router::new().route("/callback", post_service(callbacks)).route("/healthz", get(async || "ok"))
}

fn callback(
    request: Request,
    service: Arc<Service<impl Answer>>,
) -> impl Future<Output = Result<Response, Infallible>> {
    let (Parts { uri, mut extensions, .. }, body) = request.into_parts();
    let guest = extensions.remove::<Arc<Guest>>();
    async move {
        let Some(guest) = guest else {
            return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        let query = uri.query().unwrap_or_default();
        Ok(service.answer(&guest, query, body).await.into())
    }
}

impl<A: Answer> Service<A> {
    /// The deadline is counted from the head of the request: a slow body leaves less time for the
    /// decision.
    async fn answer(&self, guest: &Guest, query: &str, body: Body) -> Reply {
        let receiver = self.answer.receiver();
        let mut deadline = pin!(sleep(self.deadline));
        let read = select! {
            biased;
            read = to_bytes(body, receiver.body_limit()) => read,
            () = deadline.as_mut() => return receiver.refuse_unread(query, Unread::TooSlow),
        };
        let body = match read {
            Ok(body) => body,
            Err(error) if is_too_large(&error) => {
                return receiver.refuse_unread(query, Unread::TooLarge);
            }
            Err(_) => return receiver.refuse_unread(query, Unread::BrokenOff),
        };
        let verified = match receiver.admit(query, Vec::from(body)) {
            Ok(verified) => verified,
            Err(refusal) => return refusal,
        };
        guest.carried_a_verified_callback();
        // After-commands only go into the queue, which has a limit of its own.
        let place = self.in_flight.try_acquire();
        if place.is_err() && verified.query().asks_before() {
            return receiver.reply_for(&verified, Failure::Unavailable);
        }
        self.answer.answer(query, verified, deadline).await
    }
}

fn is_too_large(error: &axum::Error) -> bool {
    error.source().is_some_and(<dyn Error>::is::<LengthLimitError>)
}
