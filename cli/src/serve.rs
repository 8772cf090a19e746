//! Serves HTTP connections until it is told to stop.

use std::convert::Infallible;
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::connection::MAX_HEAD;

/// How many connections are open at a time, or have a request that is not done. Further ones wait.
const CONNECTIONS: u32 = 1024;

/// How long a connection may be open without a whole head of a request.
const IDLE: Duration = Duration::from_secs(75);

/// How long requests may take to finish after the signal. Tencent waits 2 s.
const GRACE: Duration = Duration::from_secs(3);

/// The pause after a failure to accept, which mostly means that there are no descriptors left.
const PAUSE: Duration = Duration::from_millis(20);

pub(crate) async fn serve<H, F, B>(
    listener: TcpListener,
    handler: H,
    mut stopped: watch::Receiver<bool>,
) where
    H: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Response<B>> + Send + 'static,
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS as usize));
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => break,
            accepted = accepted => accepted,
        };
        let Ok((stream, _)) = accepted else {
            sleep(PAUSE).await;
            continue;
        };
        // Answers are small, and nothing follows that would be worth waiting for.
        let _ = stream.set_nodelay(true);
        let (handler, place) = (handler.clone(), Arc::new(place));
        let service = service_fn(move |request| {
            let (answered, place) = (handler(request), Arc::clone(&place));
            ToItsEnd(Some(Box::pin(async move {
                let answer = answered.await;
                drop(place);
                Ok::<_, Infallible>(answer)
            })))
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(IDLE)
            .max_buf_size(MAX_HEAD)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // An error is the caller's, who broke off or sent no HTTP.
            let _ = connection.await;
        });
    }
    drop(listener);
    let finished = async {
        graceful.shutdown().await;
        places.acquire_many(CONNECTIONS).await
    };
    let _ = timeout(GRACE, finished).await;
}

/// A future that goes on as a task if it is dropped: hyper drops it if the caller hangs up. A task for
/// every request would cost processor time, and with it latency.
struct ToItsEnd<T: Send + 'static>(Option<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T: Send + 'static> Future for ToItsEnd<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        // Not put back if it panics, which would go on to a second panic.
        let Some(mut future) = self.0.take() else { return Poll::Pending };
        let output = future.as_mut().poll(context);
        if output.is_pending() {
            self.0 = Some(future);
        }
        output
    }
}

impl<T: Send + 'static> Drop for ToItsEnd<T> {
    fn drop(&mut self) {
        if let (Some(future), Ok(runtime)) = (self.0.take(), Handle::try_current()) {
            runtime.spawn(future);
        }
    }
}
