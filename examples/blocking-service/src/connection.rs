//! What a callback needs of HTTP/1.1, on `std` and `httparse`.
//!
//! Strict where a proxy in front could take another end of the request for the right one, never
//! reserving memory for what was only announced, never waiting longer than it is told to, and
//! closing after whatever it refuses.

mod head;

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read, Write};
use std::mem;
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use httparse::Status;
use tim_callback::Reply;

use self::head::{Head, Length};

/// The longest line between chunks, and the most lines behind them.
const MAX_LINE: usize = 1 << 10;
const MAX_TRAILERS: usize = 16;

/// How often a connection without a request looks whether it is still wanted.
const GLANCE: Duration = Duration::from_millis(50);

/// How long a refused caller may take to read why.
const LINGER: Duration = Duration::from_secs(1);

/// A request, read to its end.
#[derive(Debug)]
pub struct Request {
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The body, its chunks put together.
    pub body: Vec<u8>,
    /// Whether another request may follow.
    pub keep_alive: bool,
}

/// What is sent back.
#[derive(Debug)]
pub struct Response {
    status: u16,
    content_type: &'static str,
    body: Cow<'static, [u8]>,
}

impl Response {
    /// A response of a status alone.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self { status, content_type: "text/plain", body: Cow::Borrowed(b"") }
    }
}

impl From<Reply> for Response {
    fn from(reply: Reply) -> Self {
        Self { status: reply.status, content_type: reply.content_type, body: reply.body }
    }
}

/// Why no request was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// The caller hung up.
    Closed,
    /// To be answered with this status.
    Refused(u16),
}

/// A connection, and what was read of it but not used yet.
#[derive(Debug)]
pub struct Connection<S = TcpStream> {
    stream: S,
    unused: Vec<u8>,
}

/// A stream with timeouts.
pub trait Stream: Read + Write {
    /// Sets how long a read may wait.
    ///
    /// # Errors
    ///
    /// When the system refuses.
    fn wait_at_most(&self, timeout: Duration) -> io::Result<()>;
}

impl Stream for TcpStream {
    fn wait_at_most(&self, timeout: Duration) -> io::Result<()> {
        self.set_read_timeout(Some(timeout))
    }
}

impl Connection {
    /// Tells a refused caller that nothing more will come, and lets it finish sending: closing at
    /// once could take the answer away from under it.
    pub fn hang_up(mut self) {
        let until = Instant::now() + LINGER;
        let _ = self.stream.shutdown(Shutdown::Write);
        while self.read_more(until).is_ok() {
            self.unused.clear();
        }
    }
}

impl<S: Stream> Connection<S> {
    /// A connection on which nothing was read yet.
    pub fn new(stream: S) -> Self {
        Self { stream, unused: Vec::new() }
    }

    /// Waits for a request to begin, for as long as it is wanted.
    ///
    /// # Errors
    ///
    /// When there will be none.
    pub fn wait(&mut self, wanted: impl Fn() -> bool) -> Result<(), Unread> {
        while self.unused.is_empty() {
            if !wanted() {
                return Err(Unread::Closed);
            }
            match self.read_more(Instant::now() + GLANCE) {
                Ok(()) | Err(Unread::Refused(_)) => {}
                Err(Unread::Closed) => return Err(Unread::Closed),
            }
        }
        Ok(())
    }

    /// Reads a request with a body of at most this many bytes.
    ///
    /// # Errors
    ///
    /// When it is not whole by the deadline, too large, or no request.
    pub fn request(&mut self, body_limit: usize, deadline: Instant) -> Result<Request, Unread> {
        let head = self.head(deadline)?;
        if let Length::Known(length) = head.length
            && length > body_limit
        {
            return Err(Unread::Refused(413));
        }
        if head.expects_continue {
            self.send(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(|_| Unread::Closed)?;
        }
        let body = match head.length {
            Length::Known(length) => self.take(length, deadline)?,
            Length::Chunked => self.chunks(body_limit, deadline)?,
        };
        let Head { method, target, keep_alive, .. } = head;
        Ok(Request { method, target, body, keep_alive })
    }

    /// Sends a response.
    ///
    /// # Errors
    ///
    /// When the caller is gone.
    pub fn respond(&mut self, response: &Response, keep_alive: bool) -> io::Result<()> {
        let Response { status, content_type, body } = response;
        let allow = if *status == 405 { "Allow: POST\r\n" } else { "" };
        let close = if keep_alive { "" } else { "Connection: close\r\n" };
        let mut bytes = format!(
            "HTTP/1.1 {status} \r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\
             {allow}{close}\r\n",
            body.len(),
        )
        .into_bytes();
        bytes.extend_from_slice(body);
        self.send(&bytes)
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)?;
        self.stream.flush()
    }

    fn head(&mut self, deadline: Instant) -> Result<Head, Unread> {
        loop {
            if let Some((head, size)) = Head::parse(&self.unused).map_err(Unread::Refused)? {
                self.unused.drain(..size);
                return Ok(head);
            }
            self.read_more(deadline)?;
        }
    }

    fn chunks(&mut self, limit: usize, deadline: Instant) -> Result<Vec<u8>, Unread> {
        let mut body = Vec::new();
        loop {
            let line = self.line(deadline)?;
            let Ok(Status::Complete((_, size))) = httparse::parse_chunk_size(&line) else {
                return Err(Unread::Refused(400));
            };
            match usize::try_from(size) {
                Ok(0) => break,
                Ok(size) if size <= limit - body.len() => {
                    body.append(&mut self.take(size, deadline)?);
                }
                _ => return Err(Unread::Refused(413)),
            }
            if self.line(deadline)? != b"\r\n" {
                return Err(Unread::Refused(400));
            }
        }
        for _ in 0..MAX_TRAILERS {
            if self.line(deadline)? == b"\r\n" {
                return Ok(body);
            }
        }
        Err(Unread::Refused(400))
    }

    /// The next line, its end included.
    fn line(&mut self, deadline: Instant) -> Result<Vec<u8>, Unread> {
        loop {
            if let Some(end) = self.unused.iter().position(|&byte| byte == b'\n') {
                return self.take(end + 1, deadline);
            }
            if self.unused.len() > MAX_LINE {
                return Err(Unread::Refused(400));
            }
            self.read_more(deadline)?;
        }
    }

    fn take(&mut self, count: usize, deadline: Instant) -> Result<Vec<u8>, Unread> {
        while self.unused.len() < count {
            self.read_more(deadline)?;
        }
        let rest = self.unused.split_off(count);
        Ok(mem::replace(&mut self.unused, rest))
    }

    fn read_more(&mut self, deadline: Instant) -> Result<(), Unread> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Unread::Refused(408));
        }
        let mut buffer = [0; 8192];
        let read = self.stream.wait_at_most(left).and_then(|()| self.stream.read(&mut buffer));
        match read {
            Ok(0) => Err(Unread::Closed),
            Ok(count) => {
                self.unused.extend_from_slice(&buffer[..count]);
                Ok(())
            }
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut => Err(Unread::Refused(408)),
                ErrorKind::Interrupted => Ok(()),
                _ => Err(Unread::Closed),
            },
        }
    }
}

#[cfg(test)]
mod tests;
