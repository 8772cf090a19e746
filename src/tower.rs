//! A receiver as a `tower` service, for axum, hyper and others built on them.
//!
//! The service reads at most [`AsyncReceiver::body_limit`] bytes of body, and reads and answers
//! within the time of your timer. In axum, mount it with `route_service`:
//!
//! ```
//! # use std::{future, sync::Arc};
//! # use tim_callback::{AsyncReceiver, Policies, SdkAppId, Token, Verifier};
//! use tim_callback::tower::CallbackService;
//!
//! # let verifier = Verifier::new(SdkAppId::new(1), Token::new("t").unwrap());
//! let receiver = AsyncReceiver::builder(verifier, Policies::fail_closed()).build().unwrap();
//! // With tokio: `|| tokio::time::sleep(CALLBACK_TIMEOUT - Duration::from_millis(500))`.
//! let timer = || future::pending::<()>();
//! let service = CallbackService::new(Arc::new(receiver), timer);
//! // axum: Router::new().route_service("/callback", service)
//! # let _ = service;
//! ```

use std::borrow::Cow;
use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tower_service::Service;

use crate::http::{method_not_allowed, query_of};
use crate::receiver::{AsyncReceiver, Unread};
use crate::reply::Reply;

/// A [`Service`] over an [`AsyncReceiver`]. Clones share the receiver.
///
/// `timer` returns a future for each request, which completes when the time for the answer is over.
#[derive(Clone)]
pub struct CallbackService<T> {
    receiver: Arc<AsyncReceiver>,
    timer: T,
}

impl<T> CallbackService<T> {
    /// A service that answers with this receiver, within the time of this timer.
    #[must_use]
    pub fn new(receiver: Arc<AsyncReceiver>, timer: T) -> Self {
        Self { receiver, timer }
    }
}

impl<T> fmt::Debug for CallbackService<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallbackService").field("receiver", &self.receiver).finish_non_exhaustive()
    }
}

/// The body of an answer, in one piece.
#[derive(Debug, Clone)]
pub struct ReplyBody(Option<Bytes>);

impl From<Cow<'static, [u8]>> for ReplyBody {
    fn from(body: Cow<'static, [u8]>) -> Self {
        let bytes = match body {
            Cow::Borrowed(fixed) => Bytes::from_static(fixed),
            Cow::Owned(body) => body.into(),
        };
        Self(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, Bytes::len) as u64)
    }
}

impl<B, T, F> Service<Request<B>> for CallbackService<T>
where
    B: Body<Data: Send, Error: Into<Box<dyn StdError + Send + Sync>>> + Send + 'static,
    T: Fn() -> F,
    F: Future<Output = ()> + Send + 'static,
{
    type Response = Response<ReplyBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let receiver = Arc::clone(&self.receiver);
        let timer = (self.timer)();
        let (head, body) = request.into_parts();
        Box::pin(async move {
            Ok(match query_of(&head.method, &head.uri) {
                None => method_not_allowed(),
                Some(query) => answer(&receiver, query, body, timer).await.into(),
            })
        })
    }
}

async fn answer<B>(
    receiver: &AsyncReceiver,
    query: &str,
    body: B,
    timer: impl Future<Output = ()> + Send,
) -> Reply
where
    B: Body<Data: Send, Error: Into<Box<dyn StdError + Send + Sync>>> + Send,
{
    let mut timer = pin!(timer);
    let collected = Limited::new(body, receiver.body_limit()).collect();
    let mut collected = pin!(collected);
    let read = std::future::poll_fn(|context| match collected.as_mut().poll(context) {
        Poll::Ready(Ok(body)) => Poll::Ready(Ok(body.to_bytes())),
        Poll::Ready(Err(error)) if error.is::<LengthLimitError>() => {
            Poll::Ready(Err(Unread::TooLarge))
        }
        Poll::Ready(Err(_)) => Poll::Ready(Err(Unread::BrokenOff)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| Err(Unread::TooSlow)),
    });
    match read.await {
        Ok(body) => receiver.receive_within(query, Vec::from(body), timer).await,
        Err(unread) => receiver.refuse_unread(query, unread),
    }
}
