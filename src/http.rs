//! For services on the types of the `http` crate: axum, hyper, tower and what is built on them.
//!
//! If you have the complete request, [`receive_http`](Receiver::receive_http) returns the complete
//! response:
//!
//! ```
//! use http::{Request, Response};
//! use tim_callback::{Policies, Receiver, SdkAppId, Token, Verifier};
//!
//! let verifier = Verifier::new(SdkAppId::new(1_400_000_000), Token::new("xxxxyyyy").unwrap());
//! let receiver = Receiver::builder(verifier, Policies::fail_closed()).build().unwrap();
//!
//! let request = Request::post("/callback?SdkAppid=1400000000&CallbackCommand=State.StateChange");
//! let request = request.body(b"{}".as_slice()).unwrap();
//! let response: Response<Vec<u8>> = receiver.receive_http(&request);
//! assert_eq!(response.status(), 401); // no Sign
//! ```
//!
//! Frameworks that route by method and take requests apart need no more than the conversion of a
//! [`Reply`]:
//!
//! ```
//! use http::{Response, request::Parts};
//! use tim_callback::Receiver;
//!
//! fn handler(receiver: &Receiver, head: &Parts, body: &[u8]) -> Response<Vec<u8>> {
//!     receiver.receive(head.uri.query().unwrap_or_default(), body).into()
//! }
//! ```
//!
//! Reading the body is left to the service, which knows its runtime: not beyond
//! [`Receiver::body_limit`], and not longer than Tencent waits.

use std::borrow::Cow;

use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};

use crate::receiver::{AsyncReceiver, Receiver};
use crate::reply::Reply;

/// The reply as a response, of any body that is made from bytes: `Vec<u8>`, axum's `Body`,
/// http-body-util's `Full<Bytes>`. Others are one `map` away.
impl<B: From<Cow<'static, [u8]>>> From<Reply> for Response<B> {
    fn from(reply: Reply) -> Self {
        let mut response = Self::new(reply.body.into());
        // Both fields are public: what the service put there may be neither a status nor a header.
        *response.status_mut() =
            StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Ok(content_type) = HeaderValue::from_str(reply.content_type) {
            response.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        response
    }
}

impl Receiver {
    /// The response to a request, by the system clock. Other methods than POST are refused with
    /// 405; the path and the headers are not looked at.
    pub fn receive_http<B: From<Cow<'static, [u8]>>>(
        &self,
        request: &Request<impl AsRef<[u8]>>,
    ) -> Response<B> {
        match query_of(request) {
            Some(query) => self.receive(query, request.body().as_ref()).into(),
            None => method_not_allowed(),
        }
    }
}

impl AsyncReceiver {
    /// The response to a request, by the system clock. Other methods than POST are refused with
    /// 405; the path and the headers are not looked at.
    pub async fn receive_http<B: From<Cow<'static, [u8]>>>(
        &self,
        request: &Request<impl AsRef<[u8]>>,
    ) -> Response<B> {
        match query_of(request) {
            Some(query) => self.receive(query, request.body().as_ref()).await.into(),
            None => method_not_allowed(),
        }
    }

    /// As [`receive_http`](Self::receive_http), by the policies if the timer is done before the
    /// decider: see [`receive_within`](Self::receive_within).
    pub async fn receive_http_within<B: From<Cow<'static, [u8]>>>(
        &self,
        request: &Request<impl AsRef<[u8]>>,
        timer: impl Future<Output = ()> + Send,
    ) -> Response<B> {
        match query_of(request) {
            Some(query) => self.receive_within(query, request.body().as_ref(), timer).await.into(),
            None => method_not_allowed(),
        }
    }
}

/// The query, empty where there is none; `None` for a method that callbacks do not use.
pub(crate) fn query_of<T>(request: &Request<T>) -> Option<&str> {
    (request.method() == Method::POST).then(|| request.uri().query().unwrap_or_default())
}

pub(crate) fn method_not_allowed<B: From<Cow<'static, [u8]>>>() -> Response<B> {
    let mut response = Response::new(Cow::Borrowed(b"".as_slice()).into());
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
    response
}
