//! hyper without a framework, with the feature `tower`.
//!
//! There is no glue: [`CallbackService`] reads the body up to the receiver's limit, starts its timer
//! with the head of the request, and refuses other methods than POST.
//!
//! hyper gives a time-out for the head, 30 s unless you change it, but only if it has a timer. It
//! also ends connections that are idle for that long.
//!
//! You add the loop that accepts connections, and what is missing here: a limit on their number,
//! graceful shutdown (`hyper_util::server::graceful`), and paths, which are ignored.

use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tim_callback::AsyncReceiver;
use tim_callback::tower::CallbackService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::time::sleep;

use crate::DEADLINE;

/// Serves callbacks, whatever their path.
pub async fn serve(listener: TcpListener, receiver: Arc<AsyncReceiver>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, Arc::clone(&receiver)))),
            // The process may have too many open files, and trying again at once would not help.
            Err(_) => sleep(Duration::from_secs(1)).await,
        }
    }
}

/// Serves one connection.
///
/// # Errors
///
/// Returns an error if the connection breaks off, or carries something other than HTTP.
pub async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    receiver: Arc<AsyncReceiver>,
) -> hyper::Result<()> {
    let service = CallbackService::new(receiver, || sleep(DEADLINE));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .await
}
