//! Prepared requests: signed, and with room for a number in each body.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hyper::Uri;
use hyper::body::Bytes;
use tim_callback::testing::Signed;

use crate::samples::Outgoing;
use crate::service::Service;

/// How long requests are used before they are signed again. The window of a service is 60 s.
const FRESH: Duration = Duration::from_secs(20);

/// A field before those of the body, so that no two bodies have the same key.
const NUMBERED: &str = r#"{"LoadNumber":"#;

/// What identifies a message. Many services have it as the key of what they store.
const MSG_KEY: &[u8] = br#""MsgKey""#;

/// How many digits every number has: microseconds since 1970, until 2286.
const DIGITS: usize = 16;

pub(super) struct Request {
    /// With the body before it was numbered.
    pub(super) sent: Signed,
    pub(super) target: Uri,
    body: Vec<u8>,
    /// Where the number goes.
    places: Vec<usize>,
}

impl Request {
    fn new(service: &Service, send: &Outgoing) -> Result<Self, String> {
        let sent = service.sign(send);
        let target = service.endpoint.target(&sent.query)?;
        let (body, places) = numbered(&sent.body);
        Ok(Self { sent, target, body, places })
    }

    /// The body with this number.
    fn body(&self, number: u64) -> Bytes {
        let mut body = self.body.clone();
        let digits = format!("{number:0DIGITS$}");
        for &place in &self.places {
            body[place..place + DIGITS].copy_from_slice(digits.as_bytes());
        }
        body.into()
    }
}

/// The body with places for a number, and the places. A body that is not an object has none.
fn numbered(body: &[u8]) -> (Vec<u8>, Vec<usize>) {
    // A JSON number may not begin with 0.
    let placeholder = [b'1'; DIGITS];
    let Some(fields) = body.trim_ascii().strip_prefix(b"{") else {
        return (body.to_vec(), Vec::new());
    };
    let comma: &[u8] = if fields.trim_ascii_start().starts_with(b"}") { b"" } else { b"," };
    let mut places = vec![NUMBERED.len()];
    let mut numbered = [NUMBERED.as_bytes(), &placeholder, comma].concat();
    let mut rest = 0;
    for key in keys(fields) {
        numbered.extend_from_slice(&fields[rest..key.start]);
        places.push(numbered.len());
        numbered.extend_from_slice(&placeholder);
        rest = key.end;
    }
    numbered.extend_from_slice(&fields[rest..]);
    (numbered, places)
}

/// Where the values of `MsgKey` are that are strings without escapes.
fn keys(fields: &[u8]) -> Vec<Range<usize>> {
    let windows = fields.windows(MSG_KEY.len()).enumerate();
    let names = windows.filter_map(|(at, name)| (name == MSG_KEY).then_some(at + MSG_KEY.len()));
    names.filter_map(|end| string_after(fields, end)).collect()
}

/// The content of the string that is the value of the name that ends here.
fn string_after(fields: &[u8], name_end: usize) -> Option<Range<usize>> {
    let value = fields[name_end..].trim_ascii_start().strip_prefix(b":")?;
    let content = value.trim_ascii_start().strip_prefix(b"\"")?;
    let start = fields.len() - content.len();
    let length = content.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    (content[length] == b'"').then_some(start..start + length)
}

/// One request for each command.
pub(super) struct Requests {
    outgoing: Vec<Outgoing>,
    ready: Vec<Arc<Request>>,
    signed: Instant,
    /// Another one in every run, for services that remember the last run.
    first: u64,
}

impl Requests {
    pub(super) fn new(service: &Service, outgoing: Vec<Outgoing>) -> Result<Self, String> {
        let ready = sign(service, &outgoing)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let first = u64::try_from(now.as_micros()).unwrap_or_default();
        Ok(Self { outgoing, ready, signed: Instant::now(), first })
    }

    /// The request with this number, and its body: the commands take turns.
    pub(super) fn numbered(&mut self, service: &Service, number: usize) -> (Arc<Request>, Bytes) {
        if self.signed.elapsed() > FRESH {
            // What could be signed once can be signed again.
            self.ready = sign(service, &self.outgoing).unwrap_or_else(|_| self.ready.clone());
            self.signed = Instant::now();
        }
        let request = self.ready[number % self.ready.len()].clone();
        let body = request.body(self.first + number as u64);
        (request, body)
    }
}

fn sign(service: &Service, outgoing: &[Outgoing]) -> Result<Vec<Arc<Request>>, String> {
    outgoing.iter().map(|send| Request::new(service, send).map(Arc::new)).collect()
}
