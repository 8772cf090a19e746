//! warp 0.4, with the feature `http`.
//!
//! The glue is reading the body: warp's own limit refuses bodies without a `Content-Length`, and its
//! rejections do not ask the receiver's policies. A [`Reply`](tim_callback::Reply) becomes a
//! response of the `http` crate, which is an answer for warp.
//!
//! warp gives paths, methods (others than POST are refused with 405), the query as it was received
//! (without one, the answer is 400) and graceful shutdown.
//!
//! You add the limit for the body and the deadline. There is no time-out for the head, because
//! warp's server gives hyper no timer: put a proxy in front, or serve `warp::service` with hyper.

use std::pin::pin;
use std::sync::Arc;

use bytes::{Buf, BufMut};
use futures_util::{Stream, TryStreamExt};
use tim_callback::AsyncReceiver;
use tim_callback::receiver::Unread;
use tokio::time::{Instant, sleep_until, timeout_at};
use warp::http::Response;
use warp::{Filter, Rejection};

use crate::DEADLINE;

/// Callbacks at `POST /callback`.
#[must_use]
pub fn app(
    receiver: Arc<AsyncReceiver>,
) -> impl Filter<Extract = (Response<Vec<u8>>,), Error = Rejection> + Clone {
    warp::path!("callback")
        .and(warp::post())
        .and(warp::query::raw())
        .and(warp::body::stream())
        .then(move |query: String, body| {
            let receiver = Arc::clone(&receiver);
            async move { callback(&receiver, &query, body).await }
        })
}

async fn callback(
    receiver: &AsyncReceiver,
    query: &str,
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
) -> Response<Vec<u8>> {
    let deadline = Instant::now() + DEADLINE;
    let read = timeout_at(deadline, read(body, receiver.body_limit())).await;
    let reply = match read.unwrap_or(Err(Unread::TooSlow)) {
        Ok(body) => receiver.receive_within(query, body, sleep_until(deadline)).await,
        Err(unread) => receiver.refuse_unread(query, unread),
    };
    reply.into()
}

async fn read(
    body: impl Stream<Item = Result<impl Buf, warp::Error>>,
    limit: usize,
) -> Result<Vec<u8>, Unread> {
    let mut body = pin!(body);
    let mut read = Vec::new();
    while let Some(part) = body.try_next().await.map_err(|_| Unread::BrokenOff)? {
        if part.remaining() > limit - read.len() {
            return Err(Unread::TooLarge);
        }
        read.put(part);
    }
    Ok(read)
}
