//! Runs the code of the service and catches its panics: those of its functions, and those of its
//! values when they are dropped.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::Poll;

/// A timer of the service, on whatever runtime it uses.
pub(super) type Timer<'a> = Pin<&'a mut (dyn Future<Output = ()> + Send + 'a)>;

/// Why a future has no output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfinished {
    Panicked,
    Deadline,
}

/// What the function returns; `None` if it panics.
pub(super) fn caught<T>(call: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(value) => Some(value),
        Err(payload) => {
            dropped(payload);
            None
        }
    }
}

/// Drops a value that may panic when it is dropped. The payload of such a panic is leaked.
pub(super) fn dropped<T>(value: T) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(value))) {
        std::mem::forget(payload);
    }
}

/// The future's output, unless it panics or the timer completes first. If both are ready, the
/// output is returned.
pub(super) async fn caught_within<F: Future>(
    future: F,
    mut timer: Timer<'_>,
) -> Result<F::Output, Unfinished> {
    let mut slot = pin!(Some(future));
    let ended = poll_fn(|context| {
        let poll = caught(|| slot.as_mut().as_pin_mut().map(|future| future.poll(context)));
        match poll.flatten() {
            None => Poll::Ready(Err(Unfinished::Panicked)),
            Some(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Some(Poll::Pending) => timer.as_mut().poll(context).map(|()| Err(Unfinished::Deadline)),
        }
    })
    .await;
    let _ = caught(|| slot.set(None));
    ended
}
