//! Addresses to listen at, and the signal to stop.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use crate::failure::{Failure, tell};

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

/// Becomes true at SIGINT or SIGTERM. The second of them ends the process at once.
pub(crate) fn stopped() -> Result<watch::Receiver<bool>, Failure> {
    let (stop, stopped) = watch::channel(false);
    let mut signals = Signals::new()
        .map_err(|error| Failure::of_input(format!("cannot wait for signals: {error}")))?;
    tokio::spawn(async move {
        signals.next().await;
        stop.send_replace(true);
        // What does not end by itself, such as a write to a pipe that nobody reads.
        signals.next().await;
        tell("error: stopped before all was written");
        std::process::exit(1);
    });
    Ok(stopped)
}

struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
}

impl Signals {
    #[cfg(unix)]
    fn new() -> io::Result<Self> {
        let interrupt = signal(SignalKind::interrupt())?;
        Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
    }

    #[cfg(not(unix))]
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(unix)]
    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn next(&mut self) {
        // Fails if there can be no signal. Then the process goes on.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
