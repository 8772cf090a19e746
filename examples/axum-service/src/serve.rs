//! Serves connections under limits, until a signal.
//!
//! hyper alone would wait 30 seconds for the head of a request, and would close a connection at the
//! end even if a request has already arrived. So each connection looks at its own clock, and at the
//! end takes what was sent.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use futures_util::FutureExt;
use hyper::header::{CONNECTION, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use service_parts::door::{Door, Guest, Limits, WAITING};
use tim_callback::CALLBACK_TIMEOUT;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::task::coop::unconstrained;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};
use tower_service::Service as _;

use crate::connection::{Connection, TICK, Watched};

/// How long requests in flight may take to finish. After Tencent's timeout nobody needs the answer.
const GRACE: Duration = CALLBACK_TIMEOUT.saturating_add(Duration::from_secs(1));

/// The pause after a failure to accept, which mostly means that there are no descriptors left.
const PAUSE: Duration = Duration::from_millis(20);

/// Listens at an address.
///
/// # Errors
///
/// Returns an error if the address is taken or not one of this machine.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A service that starts again need not wait for the connections of the one before.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// Serves until the signal, and then takes the requests that were sent and finishes them.
///
/// A handler finds its [`Guest`] in the extensions of a request.
pub async fn until(
    signal: impl Future<Output = ()>,
    listener: TcpListener,
    router: Router,
    limits: Limits,
) {
    let door = Arc::new(Door::new(limits));
    let (stop, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut signal = pin!(signal);
    loop {
        let accepted = tokio::select! {
            () = signal.as_mut() => break,
            accepted = accept(&listener, &door) => accepted,
            // Keeps the set small.
            Some(_) = connections.join_next() => continue,
        };
        admit(accepted, &router, &door, &stopped, &mut connections).await;
    }
    // What has connected may have sent a request. tokio would not accept all of it in one go.
    for _ in 0..WAITING {
        let Some(accepted @ Ok(_)) = unconstrained(listener.accept()).now_or_never() else { break };
        admit(accepted, &router, &door, &stopped, &mut connections).await;
    }
    drop(listener);
    stop.send_replace(true);
    // What is left belongs to callers who never finish.
    let _ = timeout(GRACE, async { while connections.join_next().await.is_some() {} }).await;
}

async fn accept(listener: &TcpListener, door: &Door) -> io::Result<(TcpStream, SocketAddr)> {
    while let Some(wait) = door.wait() {
        sleep(wait).await;
    }
    listener.accept().await
}

async fn admit(
    accepted: io::Result<(TcpStream, SocketAddr)>,
    router: &Router,
    door: &Arc<Door>,
    stopped: &watch::Receiver<bool>,
    connections: &mut JoinSet<()>,
) {
    match accepted {
        Ok((stream, _)) => {
            let guest = Arc::new(Guest::new(Arc::clone(door)));
            let served = serve(stream, router.clone(), Arc::clone(&guest), stopped.clone());
            let served = connections.spawn(served);
            door.enter(&guest, move || served.abort());
        }
        Err(error) => {
            tracing::warn!(%error, "cannot accept");
            sleep(PAUSE).await;
        }
    }
}

/// Serves one connection until it ends, or until it takes longer than it may.
async fn serve(
    stream: TcpStream,
    router: Router,
    guest: Arc<Guest>,
    mut stopped: watch::Receiver<bool>,
) {
    // Answers are small, and nothing follows that would be worth waiting for.
    let _ = stream.set_nodelay(true);
    let connection = Connection::new();
    let stopping = stopped.clone();
    let service = service_fn(|mut request: hyper::Request<_>| {
        connection.begin();
        request.extensions_mut().insert(Arc::clone(&guest));
        let answered = router.clone().call(request);
        let (connection, guest, stopping) = (&connection, &guest, &stopping);
        async move {
            let mut response = answered.await?;
            let stopping = *stopping.borrow();
            if stopping || !guest.may_stay() {
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            connection.end(stopping);
            Ok::<_, std::convert::Infallible>(response)
        }
    });
    let io = TokioIo::new(Watched::new(stream, &connection));
    let mut served = pin!(http1::Builder::new().serve_connection(io, service));
    let mut clock = interval(TICK);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            // An error is the caller's, who broke off or sent no HTTP.
            _ = served.as_mut() => return,
            _ = clock.tick() => if connection.is_overdue() { return },
            Ok(()) = stopped.changed() => connection.stop(),
        }
    }
}
