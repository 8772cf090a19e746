//! Serving, a thread for each connection, and the end of it.

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tim_callback::CALLBACK_TIMEOUT;

use crate::Service;
use crate::connection::{Connection, Response, Unread};

/// As many connections at a time; others wait in the listener's backlog.
const MAX_CONNECTIONS: usize = 256;

/// How long a connection is kept without a request.
const IDLE: Duration = Duration::from_secs(60);

/// How long requests in flight may take to finish. After what Tencent waits nobody needs the
/// answer.
const GRACE: Duration = CALLBACK_TIMEOUT.saturating_add(Duration::from_secs(1));

/// A service that is running.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    open: Arc<Open>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Serves from now on.
    ///
    /// # Errors
    ///
    /// When the listener has no address.
    pub fn start(listener: TcpListener, service: Service) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let open = Arc::new(Open::default());
        let accepting = thread::spawn({
            let open = Arc::clone(&open);
            move || accept(&listener, &Arc::new(service), &open)
        });
        Ok(Self { address, open, accepting })
    }

    /// Takes no more requests, and waits for those in flight.
    pub fn stop(self) {
        self.open.change(|count| count.stopping = true);
        // Wakes the accepting thread. Where that fails it has no connection to wait for either.
        let _ = TcpStream::connect(self.address);
        let _ = self.accepting.join();
        let counts = self.open.counts();
        let patience =
            self.open.changed.wait_timeout_while(counts, GRACE, |counts| counts.open > 0);
        drop(patience);
    }
}

fn accept(listener: &TcpListener, service: &Arc<Service>, open: &Arc<Open>) {
    while let Some(place) = Open::place(open) {
        // A caller that is gone before it is accepted is no reason to stop, and where files have
        // run out some will be closed soon.
        let Ok((stream, _)) = listener.accept() else {
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        let service = Arc::clone(service);
        thread::spawn(move || serve(stream, &service, &place));
    }
}

fn serve(stream: TcpStream, service: &Service, place: &Place) {
    // Whoever does not read its answer must not keep the thread.
    if stream.set_write_timeout(Some(CALLBACK_TIMEOUT)).is_err() {
        return;
    }
    let _ = stream.set_nodelay(true);
    let limit = service.deciders.receiver().body_limit();
    let mut connection = Connection::new(stream);
    loop {
        let idle = Instant::now();
        if connection.wait(|| !place.stopping() && idle.elapsed() < IDLE).is_err() {
            return;
        }
        let deadline = Instant::now() + service.deadline;
        match connection.request(limit, deadline) {
            Ok(request) => {
                let keep_alive = request.keep_alive && !place.stopping();
                let response = service.answer(request, deadline);
                if connection.respond(&response, keep_alive).is_err() || !keep_alive {
                    return;
                }
            }
            Err(Unread::Closed) => return,
            Err(Unread::Refused(status)) => {
                if connection.respond(&Response::status(status), false).is_ok() {
                    connection.hang_up();
                }
                return;
            }
        }
    }
}

/// How many connections are open, and whether there will be more.
#[derive(Debug, Default)]
struct Open {
    counts: Mutex<Counts>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Counts {
    open: usize,
    stopping: bool,
}

/// A connection's place among those that may be open.
struct Place(Arc<Open>);

impl Open {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.counts());
        self.changed.notify_all();
    }

    /// A place, as soon as there is one; `None` when there will be no more.
    fn place(open: &Arc<Self>) -> Option<Place> {
        let full = |counts: &mut Counts| counts.open >= MAX_CONNECTIONS && !counts.stopping;
        let counts = open.changed.wait_while(open.counts(), full);
        let mut counts = counts.unwrap_or_else(PoisonError::into_inner);
        if counts.stopping {
            return None;
        }
        counts.open += 1;
        Some(Place(Arc::clone(open)))
    }
}

impl Place {
    fn stopping(&self) -> bool {
        self.0.counts().stopping
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.change(|counts| counts.open -= 1);
    }
}
