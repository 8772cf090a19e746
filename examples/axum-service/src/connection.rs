//! What a connection is doing, and since when.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use metrics::gauge;
use service_parts::metrics::CONNECTIONS;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::door::Door;

/// How long the head of a request may take from its first byte.
const HEAD: Duration = Duration::from_secs(1);

/// How long a connection may stay without a request. Tencent keeps its connections open, and a
/// callback that is sent while one is being closed is lost; so this is long.
const IDLE: Duration = Duration::from_secs(75);

/// How long a connection without a request may stay after the signal to stop.
const LINGER: Duration = Duration::from_millis(500);

/// How often a connection looks at its clock. A request does not: to ask for the time takes longer.
pub(crate) const TICK: Duration = Duration::from_millis(250);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing of a request has come.
    Idle,
    /// A part of a head has come.
    Head,
    /// The handler has the request, and a deadline of its own.
    Busy,
    /// Nothing of a request has come since the signal to stop.
    Stopping,
}

/// One connection.
#[derive(Debug)]
pub struct Connection {
    /// What it is doing, and for how many ticks of its clock.
    phase: Mutex<(Phase, u32)>,
    known: AtomicBool,
    may_stay: AtomicBool,
    door: Arc<Door>,
}

impl Connection {
    pub(crate) fn new(door: Arc<Door>) -> Self {
        gauge!(CONNECTIONS).increment(1);
        Self {
            phase: Mutex::new((Phase::Idle, 0)),
            known: AtomicBool::new(false),
            may_stay: AtomicBool::new(true),
            door,
        }
    }

    /// Says that this connection has carried a verified callback, so that it is no stranger's.
    pub fn carried_a_verified_callback(&self) {
        if !self.known.swap(true, Ordering::Relaxed) {
            self.may_stay.store(self.door.keep(), Ordering::Relaxed);
        }
    }

    pub(crate) fn is_known(&self) -> bool {
        self.known.load(Ordering::Relaxed)
    }

    /// Whether it is kept open after an answer.
    pub(crate) fn may_stay(&self) -> bool {
        self.may_stay.load(Ordering::Relaxed)
    }

    fn change(&self, change: impl FnOnce(Phase) -> Option<Phase>) {
        let mut phase = self.phase.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(next) = change(phase.0) {
            *phase = (next, 0);
        }
    }

    pub(crate) fn begin(&self) {
        self.change(|_| Some(Phase::Busy));
    }

    pub(crate) fn end(&self, stopping: bool) {
        self.change(|_| Some(if stopping { Phase::Stopping } else { Phase::Idle }));
    }

    /// A part of a request has come.
    fn read(&self) {
        self.change(|phase| matches!(phase, Phase::Idle | Phase::Stopping).then_some(Phase::Head));
    }

    pub(crate) fn stop(&self) {
        self.change(|phase| (phase == Phase::Idle).then_some(Phase::Stopping));
    }

    /// Whether it has taken too long, one [`TICK`] later.
    pub(crate) fn is_overdue(&self) -> bool {
        let mut phase = self.phase.lock().unwrap_or_else(PoisonError::into_inner);
        phase.1 += 1;
        let limit = match phase.0 {
            Phase::Idle => IDLE,
            Phase::Head => HEAD,
            Phase::Busy => return false,
            Phase::Stopping => LINGER,
        };
        TICK * phase.1 > limit
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        gauge!(CONNECTIONS).decrement(1);
        if self.is_known() && self.may_stay() {
            self.door.leave();
        }
    }
}

/// A stream that tells its connection when something comes.
pub(crate) struct Watched<'c, S> {
    stream: S,
    connection: &'c Connection,
}

impl<'c, S> Watched<'c, S> {
    pub(crate) fn new(stream: S, connection: &'c Connection) -> Self {
        Self { stream, connection }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<'_, S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.connection.read();
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<'_, S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
