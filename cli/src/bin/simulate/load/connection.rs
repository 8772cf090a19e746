//! A connection that stays open, one request after the other.

use std::borrow::Cow;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use ureq::http::Uri;

use super::head::Head;

/// Longer than Tencent waits, to distinguish slow answers from none.
const PATIENCE: Duration = Duration::from_secs(10);

/// Larger than any answer to a callback.
const MAX_ANSWER: usize = 1 << 20;

/// Where the requests go.
pub struct Target {
    host: String,
    address: String,
}

impl Target {
    pub fn of(url: &str) -> Result<Self, String> {
        let uri: Uri =
            url.parse().map_err(|error| format!("--url {url:?}: {error}: correct it"))?;
        if uri.scheme_str() != Some("http") {
            return Err(format!(
                "--load needs plain HTTP, and --url {url:?} is not: measure the service itself, \
                 not the proxy in front of it"
            ));
        }
        let authority = uri
            .authority()
            .ok_or_else(|| format!("--url {url:?} has no host: write http://host:port/path"))?;
        let address = match authority.port() {
            Some(_) => authority.to_string(),
            None => format!("{authority}:80"),
        };
        Ok(Self { host: authority.to_string(), address })
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path and query in the request line for a URL of this target.
    pub fn path(&self, url: &str) -> String {
        let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = behind_scheme.strip_prefix(&self.host).unwrap_or_default();
        if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
    }
}

pub struct Connection {
    stream: TcpStream,
    /// The part of the answer that has been read.
    buffer: Vec<u8>,
}

/// An answer, borrowed from the connection's buffer if possible.
pub struct Answer<'c> {
    pub head: Head,
    pub body: Cow<'c, [u8]>,
}

impl Connection {
    pub async fn open(target: &Target) -> Result<Self, String> {
        let stream = TcpStream::connect(&target.address).await.map_err(|error| {
            format!(
                "no connection to {}: {error}: start the service, correct --url, or open fewer \
                 --connections",
                target.address
            )
        })?;
        // Each request waits for the last answer, so gathering small packets gains nothing.
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Self { stream, buffer: Vec::with_capacity(4096) })
    }

    /// The answer to a request. After an error, the connection cannot be used again.
    pub async fn exchange(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        timeout(PATIENCE, self.send_and_receive(request)).await?
    }

    async fn send_and_receive(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            self.read_more().await?;
            if let Some(head) = Head::parse(&self.buffer)? {
                break head;
            }
        };
        while !head.is_complete(&self.buffer)? {
            self.read_more().await?;
        }
        let body = head.body(&self.buffer)?;
        Ok(Answer { head, body })
    }

    async fn read_more(&mut self) -> io::Result<()> {
        if self.buffer.len() > MAX_ANSWER {
            return Err(io::Error::other("the answer is larger than 1 MiB"));
        }
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::Error::other("the service closed the connection before it answered")),
            _ => Ok(()),
        }
    }
}
