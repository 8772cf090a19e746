//! Addresses to listen at, and the signal to stop.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::failure::Failure;

/// A runtime for servers.
pub(crate) fn runtime() -> Result<Runtime, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.enable_all().build();
    runtime.map_err(|error| Failure::of_input(format!("cannot start a runtime: {error}")))
}

/// Listens at the address of this option.
pub(crate) async fn listen(
    option: &str,
    address: SocketAddr,
) -> Result<(TcpListener, SocketAddr), Failure> {
    let failure =
        |error| Failure::of_input(format!("cannot listen at {option} {address}: {error}"));
    let listener = TcpListener::bind(address).await.map_err(failure)?;
    let address = listener.local_addr().map_err(failure)?;
    Ok((listener, address))
}

/// Becomes true at SIGINT or SIGTERM.
pub(crate) fn stopped() -> Result<watch::Receiver<bool>, Failure> {
    let failure = |error| Failure::of_input(format!("cannot wait for signals: {error}"));
    let (stop, stopped) = watch::channel(false);
    #[cfg(unix)]
    let mut terminate = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate()).map_err(failure)?
    };
    #[cfg(unix)]
    let terminated = async move { terminate.recv().await };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated => {}
        }
        stop.send_replace(true);
    });
    Ok(stopped)
}
