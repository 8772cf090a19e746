//! Serves until a signal, then shuts down gracefully.

use std::future::Future;
use std::io;
use std::net::TcpListener;

use actix_web::web::Data;
use actix_web::{App, HttpServer};
use tim_callback::CALLBACK_TIMEOUT;
use tokio::signal;

use crate::{Service, app};

/// How long requests in flight may take to finish, in seconds. After Tencent's timeout nobody needs
/// the answer.
const GRACE: u64 = CALLBACK_TIMEOUT.as_secs() + 1;

/// Serves until the signal, and then finishes the requests in flight.
///
/// # Errors
///
/// Returns an error if the listener fails.
pub async fn until(
    signal: impl Future<Output = ()> + Send + 'static,
    listener: TcpListener,
    service: Service,
) -> io::Result<()> {
    let service = Data::new(service);
    HttpServer::new(move || App::new().configure(app(service.clone())))
        .shutdown_signal(signal)
        .shutdown_timeout(GRACE)
        .listen(listener)?
        .run()
        .await
}

/// Completes on Ctrl-C or SIGTERM, which service managers send.
///
/// # Errors
///
/// Returns an error if the system does not allow handling signals.
#[cfg(unix)]
pub fn stop_signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    let mut interrupt = signal::unix::signal(signal::unix::SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Completes on Ctrl-C.
///
/// # Errors
///
/// Returns an error if the system does not allow handling signals.
#[cfg(windows)]
pub fn stop_signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupt.recv().await) })
}
