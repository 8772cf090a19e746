//! Serving, and the end of it.

use std::future::{Future, IntoFuture};
use std::io;
use std::time::Duration;

use axum::Router;
use futures_util::FutureExt;
use tim_callback::CALLBACK_TIMEOUT;
use tokio::net::TcpListener;
use tokio::signal;
use tokio::time::sleep;

/// How long requests in flight may take to finish. After what Tencent waits nobody needs the
/// answer, and a connection that never sends its request would otherwise hold up the end for ever.
const GRACE: Duration = CALLBACK_TIMEOUT.saturating_add(Duration::from_secs(1));

/// Serves until the signal, and then what is in flight.
///
/// # Errors
///
/// When the listener fails.
pub async fn until(
    signal: impl Future<Output = ()> + Send + 'static,
    listener: TcpListener,
    app: Router,
) -> io::Result<()> {
    let signal = signal.shared();
    let server = axum::serve(listener, app).with_graceful_shutdown(signal.clone()).into_future();
    let out_of_patience = async {
        signal.await;
        sleep(GRACE).await;
    };
    tokio::select! {
        served = server => served,
        () = out_of_patience => Ok(()),
    }
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
