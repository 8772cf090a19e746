//! A future against a timer, on any executor.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// The future's output; `None` if the timer is done first. When both are done it is the output.
pub(super) async fn first<T>(
    future: impl Future<Output = T>,
    timer: impl Future<Output = ()>,
) -> Option<T> {
    let mut future = pin!(future);
    let mut timer = pin!(timer);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}
