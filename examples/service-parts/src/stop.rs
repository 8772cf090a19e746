//! The signal to stop.

use std::future::Future;
use std::io;

use tokio::signal;

/// Completes on Ctrl-C or SIGTERM, which service managers send.
///
/// # Errors
///
/// Returns an error if the system does not allow handling signals.
#[cfg(unix)]
pub fn signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
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
pub fn signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupt.recv().await) })
}
