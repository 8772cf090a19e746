//! `/metrics` and `/healthz`, on an address of their own that strangers do not reach.

use std::num::NonZeroUsize;

use axum::Router;
use axum::routing::get;
use service_parts::door::Limits;
use service_parts::metrics::Metrics;

/// Only your own monitoring connects here.
pub const LIMITS: Limits =
    Limits { known: NonZeroUsize::MIN, strangers: NonZeroUsize::new(8).unwrap() };

/// The pages.
pub fn app(metrics: Metrics) -> Router {
    Router::new()
        .route("/metrics", get(async move || metrics.render()))
        .route("/healthz", get(async || "ok"))
}
