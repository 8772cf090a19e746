//! AWS Lambda with `lambda_http`, with the feature `http`.
//!
//! There is no glue: the request is one of the `http` crate, and its body is already in memory, so
//! [`receive_http_within`](AsyncReceiver::receive_http_within) answers it, and refuses other methods
//! than POST.
//!
//! The gateway gives time-outs for the head and the body, and Lambda a limit of 6 MB; the receiver
//! checks its own. The deadline is counted from the call of the function, which comes after the
//! body, and after a cold start: keep the function warm.
//!
//! Use a function URL or an HTTP API (the feature `apigw_http`). They pass the query exactly as
//! received; from a REST API or a load balancer, `lambda_http` puts it together again from decoded
//! parameters. Paths are ignored.

use std::convert::Infallible;
use std::sync::Arc;

use lambda_http::{Body, Error, Request, Response, Service, service_fn};
use tim_callback::AsyncReceiver;
use tokio::time::sleep;

use crate::DEADLINE;

/// Answers callbacks until the process ends.
///
/// # Errors
///
/// Returns an error if Lambda's runtime cannot be asked for events.
///
/// # Panics
///
/// Panics outside Lambda, where there is no runtime.
pub async fn run(receiver: Arc<AsyncReceiver>) -> Result<(), Error> {
    lambda_http::run(service(receiver)).await
}

/// The function that Lambda calls.
#[must_use]
pub fn service(
    receiver: Arc<AsyncReceiver>,
) -> impl Service<Request, Response = Response<Body>, Error = Infallible, Future: Send> {
    service_fn(move |request: Request| {
        let receiver = Arc::clone(&receiver);
        async move { Ok(receiver.receive_http_within(&request, sleep(DEADLINE)).await) }
    })
}
