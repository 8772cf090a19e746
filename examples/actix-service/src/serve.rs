//! Serving, and the end of it.

use std::future::Future;
use std::io;
use std::net::TcpListener;

use actix_web::web::Data;
use actix_web::{App, HttpServer};
use tim_callback::CALLBACK_TIMEOUT;
use tokio::signal;

use crate::{Service, app};

/// How long requests in flight may take to finish, in seconds. After what Tencent waits nobody
/// needs the answer.
const GRACE: u64 = CALLBACK_TIMEOUT.as_secs() + 1;

/// Serves until the signal, and then what is in flight.
///
/// # Errors
///
/// When the listener fails.
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

/// Ctrl-C, or what service managers send (SIGTERM).
///
/// # Errors
///
/// When the system does not let signals be handled.
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

/// Ctrl-C.
///
/// # Errors
///
/// When the system does not let signals be handled.
#[cfg(windows)]
pub fn stop_signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupt.recv().await) })
}
