//! Salvo, with the feature `tower` here and `tower-compat` there.
//!
//! There is no glue: [`CallbackService`] reads the body up to the receiver's limit, starts its timer
//! with the head of the request, and has the query as it was received. Name the type of the body,
//! because the service accepts any.
//!
//! Salvo gives paths, methods (others than POST are refused with 405) and graceful shutdown. Its own
//! limit for bodies concerns only handlers that parse them.
//!
//! You add the time-out for the head. hyper has one, 30 s unless you change it, as soon as it has a
//! timer: `server.http1_mut().timer(TokioTimer::new())`, with the timer of hyper-util.

use std::sync::Arc;

use salvo::Router;
use salvo::http::ReqBody;
use salvo::prelude::TowerServiceCompat;
use tim_callback::AsyncReceiver;
use tim_callback::tower::CallbackService;
use tokio::time::sleep;

use crate::DEADLINE;

/// Callbacks at `POST /callback`.
#[must_use]
pub fn app(receiver: Arc<AsyncReceiver>) -> Router {
    let service = CallbackService::new(receiver, || sleep(DEADLINE));
    let service = TowerServiceCompat::<ReqBody, _, _, _>::compat(service);
    Router::with_path("callback").post(service)
}
