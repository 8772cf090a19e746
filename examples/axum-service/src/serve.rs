//! Serves until a signal, then shuts down gracefully.

use std::future::{Future, IntoFuture};
use std::io;
use std::time::Duration;

use axum::Router;
use futures_util::FutureExt;
use tim_callback::CALLBACK_TIMEOUT;
use tokio::net::TcpListener;
use tokio::signal;
use tokio::time::sleep;

/// How long requests in flight may take to finish. After Tencent's timeout nobody needs the answer,
/// and a connection that never sends its request would delay the shutdown forever.
const GRACE: Duration = CALLBACK_TIMEOUT.saturating_add(Duration::from_secs(1));

/// Serves until the signal, and then finishes the requests in flight.
///
/// # Errors
///
/// Returns an error if the listener fails.
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
