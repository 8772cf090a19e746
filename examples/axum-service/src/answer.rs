//! What answers a callback once it is verified: a receiver, or something in front of one.

use std::pin::Pin;

use tim_callback::{AsyncReceiver, Reply, Verified};
use tokio::time::Sleep;

/// Answers verified callbacks.
pub trait Answer: Send + Sync + 'static {
    /// Verifies callbacks, and refuses those that are not.
    fn receiver(&self) -> &AsyncReceiver;

    /// Answers a callback with this query string before the deadline.
    fn answer(
        &self,
        query: &str,
        verified: Verified<'_>,
        deadline: Pin<&mut Sleep>,
    ) -> impl Future<Output = Reply> + Send;
}

impl Answer for AsyncReceiver {
    fn receiver(&self) -> &AsyncReceiver {
        self
    }

    fn answer(
        &self,
        _: &str,
        verified: Verified<'_>,
        deadline: Pin<&mut Sleep>,
    ) -> impl Future<Output = Reply> + Send {
        self.answer_within(verified, deadline)
    }
}
