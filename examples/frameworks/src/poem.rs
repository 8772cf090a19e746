//! Poem, with the feature `tower` here and `tower-compat` there.
//!
//! There is no glue: [`CallbackService`] reads the body up to the receiver's limit, starts its timer
//! with the head of the request, and has the query as it was received.
//!
//! Poem gives paths, methods (others than POST are refused with 405) and graceful shutdown.
//!
//! It has no time-out for the head, because its server gives hyper no timer, and
//! `Server::idle_timeout` does not end a connection that stops within a head: put a proxy in front.

use std::sync::Arc;

use poem::endpoint::TowerCompatExt;
use poem::{Route, post};
use tim_callback::AsyncReceiver;
use tim_callback::tower::CallbackService;
use tokio::time::sleep;

use crate::DEADLINE;

/// Callbacks at `POST /callback`.
#[must_use]
pub fn app(receiver: Arc<AsyncReceiver>) -> Route {
    let service = CallbackService::new(receiver, || sleep(DEADLINE));
    Route::new().at("/callback", post(service.compat()))
}
