//! For services that use the types of the `http` crate: axum, hyper, tower and others built on
//! them.
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
//! If your framework routes by method and splits the request into parts, you only need to convert
//! the [`Reply`]:
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
//! Your service reads the body, because this crate does not know your runtime. Read no more than
//! [`Receiver::body_limit`], and for no longer than Tencent waits.

use std::borrow::Cow;

use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode, Uri};

use crate::receiver::{AsyncReceiver, Receiver};
use crate::reply::Reply;

/// Converts a reply into a response with any body that is made from bytes: `Vec<u8>`, axum's
/// `Body`, http-body-util's `Full<Bytes>`. For other bodies, use `Response::map`.
impl<B: From<Cow<'static, [u8]>>> From<Reply> for Response<B> {
    fn from(reply: Reply) -> Self {
        let mut response = Self::new(reply.body.into());
        // Both fields are public, so the service may have set an invalid status or header value.
        *response.status_mut() =
            StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Ok(content_type) = HeaderValue::from_str(reply.content_type) {
            response.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        response
    }
}

impl Receiver {
    /// The response to a request, verified against the system clock. Methods other than POST are
    /// refused with status 405. The path and the headers are ignored.
    pub fn receive_http<B: From<Cow<'static, [u8]>>>(
        &self,
        request: &Request<impl AsRef<[u8]>>,
    ) -> Response<B> {
        match query_of(request.method(), request.uri()) {
            Some(query) => self.receive(query, request.body().as_ref()).into(),
            None => method_not_allowed(),
        }
    }
}

impl AsyncReceiver {
    /// The response to a request, verified against the system clock. Methods other than POST are
    /// refused with status 405. The path and the headers are ignored.
    pub async fn receive_http<B: From<Cow<'static, [u8]>>>(
        &self,
        request: &Request<impl AsRef<[u8]>>,
    ) -> Response<B> {
        match query_of(request.method(), request.uri()) {
            Some(query) => self.receive(query, request.body().as_ref()).await.into(),
            None => method_not_allowed(),
        }
    }

    /// Like [`receive_http`](Self::receive_http), but if the timer completes before the decider
    /// does, the policies answer; see [`receive_within`](Self::receive_within).
    pub async fn receive_http_within<B: From<Cow<'static, [u8]>>>(
        &self,
        request: &Request<impl AsRef<[u8]>>,
        timer: impl Future<Output = ()> + Send,
    ) -> Response<B> {
        match query_of(request.method(), request.uri()) {
            Some(query) => self.receive_within(query, request.body().as_ref(), timer).await.into(),
            None => method_not_allowed(),
        }
    }
}

/// The query, empty if there is none; `None` if the method is not POST.
pub(crate) fn query_of<'a>(method: &Method, uri: &'a Uri) -> Option<&'a str> {
    (method == Method::POST).then(|| uri.query().unwrap_or_default())
}

pub(crate) fn method_not_allowed<B: From<Cow<'static, [u8]>>>() -> Response<B> {
    let mut response = Response::new(Cow::Borrowed(b"".as_slice()).into());
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
    response
}
