//! The parts of HTTP/1.1 that the answers to callbacks need.

use std::borrow::Cow;
use std::io;

/// The head of an answer.
pub struct Head {
    pub status: u16,
    pub content_type: String,
    pub stays_open: bool,
    length: Length,
    /// Where the body begins.
    body: usize,
}

#[derive(Clone, Copy)]
enum Length {
    Known(usize),
    Chunked,
}

fn not_http(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn text(value: &[u8]) -> &str {
    std::str::from_utf8(value).unwrap_or_default().trim()
}

impl Head {
    /// The head at the start of these bytes; `None` if it is not complete.
    pub fn parse(came: &[u8]) -> io::Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut response = httparse::Response::new(&mut headers);
        let parsed = response.parse(came).map_err(|_| not_http("the answer is not HTTP/1.1"))?;
        let httparse::Status::Complete(body) = parsed else {
            return Ok(None);
        };
        let mut head = Self {
            status: response.code.unwrap_or_default(),
            content_type: String::new(),
            stays_open: response.version == Some(1),
            length: Length::Known(0),
            body,
        };
        let mut has_length = matches!(head.status, 204 | 304);
        for header in response.headers {
            let value = text(header.value);
            if header.name.eq_ignore_ascii_case("content-type") {
                value.clone_into(&mut head.content_type);
            } else if header.name.eq_ignore_ascii_case("connection") {
                head.stays_open = !value.eq_ignore_ascii_case("close");
            } else if header.name.eq_ignore_ascii_case("content-length") {
                let length =
                    value.parse().map_err(|_| not_http("Content-Length is not a number"))?;
                (head.length, has_length) = (Length::Known(length), true);
            } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
                (head.length, has_length) = (Length::Chunked, true);
            }
        }
        if has_length {
            Ok(Some(head))
        } else {
            Err(not_http("the answer has no Content-Length, so the connection cannot stay open"))
        }
    }

    fn behind<'b>(&self, came: &'b [u8]) -> &'b [u8] {
        came.get(self.body..).unwrap_or_default()
    }

    /// Whether the body is complete.
    pub fn is_complete(&self, came: &[u8]) -> io::Result<bool> {
        match self.length {
            Length::Known(length) => Ok(self.behind(came).len() >= length),
            Length::Chunked => Ok(chunks(self.behind(came))?.is_some()),
        }
    }

    /// The body, once it is complete.
    pub fn body<'b>(&self, came: &'b [u8]) -> io::Result<Cow<'b, [u8]>> {
        let body = self.behind(came);
        match self.length {
            Length::Known(length) => Ok(Cow::Borrowed(body.get(..length).unwrap_or_default())),
            Length::Chunked => Ok(Cow::Owned(chunks(body)?.unwrap_or_default())),
        }
    }
}

/// The body in these chunks; `None` if the last one is missing.
fn chunks(mut rest: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    loop {
        let size = httparse::parse_chunk_size(rest).map_err(|_| not_http("a chunk has no size"))?;
        let httparse::Status::Complete((begin, size)) = size else {
            return Ok(None);
        };
        let end = usize::try_from(size).ok().and_then(|size| begin.checked_add(size));
        let end = end.ok_or_else(|| not_http("a chunk is too large"))?;
        // Each chunk ends with a line break. The last one is empty, and ends with an empty line.
        let (Some(chunk), Some(behind)) = (rest.get(begin..end), rest.get(end + 2..)) else {
            return Ok(None);
        };
        if size == 0 {
            return Ok(Some(body));
        }
        body.extend_from_slice(chunk);
        rest = behind;
    }
}
