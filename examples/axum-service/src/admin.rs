//! `/metrics` and `/healthz`, on an address of their own that strangers do not reach.

use axum::Router;
use axum::routing::get;
use service_parts::metrics::Metrics;

/// The pages.
pub fn app(metrics: Metrics) -> Router {
    Router::new()
        .route("/metrics", get(async move || metrics.render()))
        .route("/healthz", get(async || "ok"))
}
