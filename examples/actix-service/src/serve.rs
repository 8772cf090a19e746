//! Serves until a signal, then shuts down gracefully.

use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::{self, Data};
use actix_web::{App, HttpServer};
use service_parts::door::{Door, HEAD, IDLE, WAITING};
use service_parts::metrics::Metrics;
use service_parts::settings::Settings;
use socket2::SockRef;
use tim_callback::CALLBACK_TIMEOUT;
use tokio::time::sleep;

use crate::{Service, app, caller};

/// How long requests in flight may take to finish, in seconds. After Tencent's timeout nobody needs
/// the answer.
const GRACE: u64 = CALLBACK_TIMEOUT.as_secs() + 1;

/// How long connections may still bring a request after the signal, each one more. actix-web itself
/// closes a connection at once, even if a request has arrived.
const LINGER: Duration = Duration::from_millis(500);

/// How many more connections there may be than the door lets stay: those that it has just closed.
const ON_THE_WAY: usize = 64;

/// Serves until the signal, takes the requests that were sent, and finishes them.
///
/// # Errors
///
/// Returns an error if the listener fails.
pub async fn until(
    signal: impl Future<Output = ()> + Send + 'static,
    listener: TcpListener,
    service: Service,
    settings: &Settings,
) -> io::Result<()> {
    // On most systems, a second call only changes the number.
    SockRef::from(&listener).listen(WAITING.cast_signed())?;
    let service = Data::new(service);
    let door = Arc::new(Door::new(settings.limits()));
    let stopped = {
        let service = service.clone();
        async move {
            signal.await;
            service.stop();
            sleep(LINGER).await;
        }
    };
    let server = HttpServer::new(move || App::new().configure(app(service.clone())))
        .on_connect(move |stream, data| caller::enter(stream, data, &door))
        .client_request_timeout(HEAD)
        .keep_alive(IDLE)
        .shutdown_signal(stopped)
        .shutdown_timeout(GRACE);
    let connections = settings.connections.get() + settings.strangers.get() + ON_THE_WAY;
    let workers = std::thread::available_parallelism().map_or(1, Into::into);
    server
        .workers(workers)
        .max_connections(connections.div_ceil(workers))
        .listen(listener)?
        .run()
        .await
}

/// Serves `/metrics` and `/healthz`, on an address of their own that strangers do not reach.
///
/// # Errors
///
/// Returns an error if the listener fails.
pub async fn admin(
    signal: impl Future<Output = ()> + Send + 'static,
    listener: TcpListener,
    metrics: Metrics,
) -> io::Result<()> {
    let metrics = Data::new(metrics);
    let app = move || {
        let render = async |metrics: Data<Metrics>| metrics.render();
        App::new()
            .app_data(metrics.clone())
            .route("/metrics", web::get().to(render))
            .route("/healthz", web::get().to(async || "ok"))
    };
    HttpServer::new(app)
        .workers(1)
        .shutdown_signal(signal)
        .shutdown_timeout(1)
        .listen(listener)?
        .run()
        .await
}
