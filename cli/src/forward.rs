//! A request as it came, and an answer as it goes back: both byte for byte.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::http::uri::PathAndQuery;
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use tim_callback::value::UnixMillis;
use tokio::time::timeout;

use crate::upstream::{Answered, BODY_LIMIT, Upstream, UpstreamError, end_to_end};

/// How long the body of a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request, read to its end.
pub(crate) struct Received {
    pub(crate) time: u64,
    pub(crate) method: Method,
    pub(crate) target: PathAndQuery,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    /// Reads a request, or returns the answer that refuses it.
    pub(crate) async fn read(request: Request<Incoming>) -> Result<Self, Response<Full<Bytes>>> {
        let time = now();
        let (head, body) = request.into_parts();
        let body = timeout(PATIENCE, Limited::new(body, BODY_LIMIT).collect()).await;
        let body = match body {
            Err(_) => return Err(refusal(StatusCode::REQUEST_TIMEOUT, "timed out")),
            Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
                return Err(refusal(StatusCode::PAYLOAD_TOO_LARGE, "too large"));
            }
            Ok(Err(_)) => return Err(refusal(StatusCode::BAD_REQUEST, "bad request")),
            Ok(Ok(body)) => body.to_bytes(),
        };
        let target = head.uri.path_and_query().cloned();
        let target = target.unwrap_or_else(|| PathAndQuery::from_static("/"));
        Ok(Self { time, method: head.method, target, headers: head.headers, body })
    }

    pub(crate) async fn pass_on(&self, service: &Upstream) -> Result<Answered, UpstreamError> {
        let (path, query) = (self.target.path(), self.target.query().unwrap_or_default());
        let body = self.body.clone();
        service.send(self.method.clone(), path, query, &self.headers, body).await
    }
}

/// Tencent posts its callbacks. Anything else is passed on, and nothing more.
pub(crate) fn is_callback(method: &Method) -> bool {
    method == Method::POST
}

/// The answer for the one who asked.
pub(crate) fn pass_back(answered: Result<Answered, UpstreamError>) -> Response<Full<Bytes>> {
    match answered {
        Ok(answered) => {
            let (mut head, body) = answered.into_parts();
            head.headers = end_to_end(&head.headers);
            Response::from_parts(head, Full::new(body))
        }
        Err(UpstreamError::TimedOut) => refusal(StatusCode::GATEWAY_TIMEOUT, "no answer in time"),
        Err(_) => refusal(StatusCode::BAD_GATEWAY, "no answer from the service"),
    }
}

/// An answer of our own, which cannot be mistaken for a verdict.
pub(crate) fn refusal(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// The clock, in Unix milliseconds.
pub(crate) fn now() -> u64 {
    UnixMillis::try_from(SystemTime::now()).map_or(0, UnixMillis::get)
}
