//! The head of a request: what comes before the body, and how long the body is.

use httparse::{Error, Header, Status};

const MAX_HEAD: usize = 16 << 10;
const MAX_HEADERS: usize = 64;

#[derive(Debug, PartialEq)]
pub(super) struct Head {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) length: Length,
    pub(super) keep_alive: bool,
    pub(super) expects_continue: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Length {
    Known(usize),
    Chunked,
}

impl Head {
    /// The head and how many bytes it takes, `None` if it is not whole yet, or the status to
    /// refuse it with.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, u16> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(bytes) {
            Ok(Status::Complete(size)) => Ok(Some((Self::of(&request)?, size))),
            Ok(Status::Partial) if bytes.len() < MAX_HEAD => Ok(None),
            Ok(Status::Partial) | Err(Error::TooManyHeaders) => Err(431),
            Err(_) => Err(400),
        }
    }

    fn of(request: &httparse::Request<'_, '_>) -> Result<Self, u16> {
        let http_1_1 = request.version == Some(1);
        let close = all(request.headers, "Connection")
            .flat_map(|value| value.split(|&byte| byte == b','))
            .any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"));
        let expects_continue = match only(request.headers, "Expect")? {
            None => false,
            Some(value) if value.eq_ignore_ascii_case(b"100-continue") => true,
            Some(_) => return Err(417),
        };
        Ok(Self {
            method: request.method.unwrap_or_default().to_owned(),
            target: request.path.unwrap_or_default().to_owned(),
            length: length(request.headers, http_1_1)?,
            keep_alive: http_1_1 && !close,
            expects_continue,
        })
    }
}

/// How long the body is. Two answers to that are one too many: a proxy may have taken the other.
fn length(headers: &[Header<'_>], http_1_1: bool) -> Result<Length, u16> {
    match (only(headers, "Content-Length")?, only(headers, "Transfer-Encoding")?) {
        (None, None) => Ok(Length::Known(0)),
        (Some(digits), None) if digits.iter().all(u8::is_ascii_digit) => {
            let digits = str::from_utf8(digits).map_err(|_| 400_u16)?;
            // Beyond `usize` is beyond every limit; no digits at all are no length.
            match digits.parse() {
                Ok(length) => Ok(Length::Known(length)),
                Err(_) if digits.is_empty() => Err(400),
                Err(_) => Err(413),
            }
        }
        (None, Some(coding)) if http_1_1 && coding.eq_ignore_ascii_case(b"chunked") => {
            Ok(Length::Chunked)
        }
        (None, Some(_)) if http_1_1 => Err(501),
        _ => Err(400),
    }
}

fn all<'a>(headers: &'a [Header<'a>], name: &str) -> impl Iterator<Item = &'a [u8]> {
    headers
        .iter()
        .filter(move |header| header.name.eq_ignore_ascii_case(name))
        .map(|header| header.value.trim_ascii())
}

fn only<'a>(headers: &'a [Header<'a>], name: &str) -> Result<Option<&'a [u8]>, u16> {
    let mut values = all(headers, name);
    match (values.next(), values.next()) {
        (value, None) => Ok(value),
        (_, Some(_)) => Err(400),
    }
}
