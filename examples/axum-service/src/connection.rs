//! What a connection is doing, and since when.

use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use service_parts::door::{HEAD, IDLE};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How long a connection without a request may stay after the signal to stop.
const LINGER: Duration = Duration::from_millis(500);

/// How often a connection checks its time-outs. To read the clock for each request would cost more.
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

/// What one connection is doing, and for how many ticks of its clock.
#[derive(Debug)]
pub(crate) struct Connection(Mutex<(Phase, u32)>);

impl Connection {
    pub(crate) fn new() -> Self {
        Self(Mutex::new((Phase::Idle, 0)))
    }

    fn change(&self, change: impl FnOnce(Phase) -> Option<Phase>) {
        let mut phase = self.0.lock().unwrap_or_else(PoisonError::into_inner);
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
        let mut phase = self.0.lock().unwrap_or_else(PoisonError::into_inner);
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
