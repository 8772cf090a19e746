//! Prepared requests: head and body in one piece, with room for a number.

use std::ops::Range;
use std::time::{Duration, Instant};

use tim_callback::CallbackCommand;
use tim_callback::testing::Signer;

use super::connection::Target;
use crate::plan::Outgoing;

/// How long requests are used before they are signed again. The window of a service is 60 s.
const FRESH: Duration = Duration::from_secs(20);

/// A field before those of the body. Without it, a replay guard would refuse the repeated bodies.
const NUMBERED: &str = r#"{"SimulatedRequest":"#;

/// All numbers have as many digits as this one, so that writing one moves nothing. (A JSON number
/// may not begin with 0.)
const FIRST: u64 = 1_000_000_000_000;

pub struct Request {
    command: CallbackCommand,
    bytes: Vec<u8>,
    /// Where the number goes; `None` if the body is not an object or is empty.
    number: Option<Range<usize>>,
}

impl Request {
    fn new(url: &str, target: &Target, signer: &Signer, send: &Outgoing) -> Self {
        let sent = signer.sign_bytes(send.command, send.body.as_slice());
        let (body, at) = numbered(&sent.body);
        let head = format!(
            "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n",
            target.path(&sent.url(url)),
            target.host(),
            body.len()
        );
        let number = at.map(|at| at.start + head.len()..at.end + head.len());
        let bytes = [head.as_bytes(), &body].concat();
        Self { command: send.command, bytes, number }
    }

    pub fn command(&self) -> CallbackCommand {
        self.command
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The body with a number added at the front, and the range of the number.
fn numbered(body: &[u8]) -> (Vec<u8>, Option<Range<usize>>) {
    let Some(fields) = body.trim_ascii().strip_prefix(b"{") else {
        return (body.to_vec(), None);
    };
    if fields.trim_ascii_start().starts_with(b"}") {
        return (body.to_vec(), None);
    }
    let number = FIRST.to_string();
    let at = NUMBERED.len()..NUMBERED.len() + number.len();
    ([NUMBERED.as_bytes(), number.as_bytes(), b",", fields].concat(), Some(at))
}

/// The requests of one connection, one for each command.
pub struct Requests<'a> {
    url: &'a str,
    target: &'a Target,
    signer: &'a Signer,
    sends: &'a [Outgoing],
    ready: Vec<Request>,
    signed: Instant,
}

impl<'a> Requests<'a> {
    pub fn new(
        url: &'a str,
        target: &'a Target,
        signer: &'a Signer,
        sends: &'a [Outgoing],
    ) -> Self {
        let mut requests =
            Self { url, target, signer, sends, ready: Vec::new(), signed: Instant::now() };
        requests.sign();
        requests
    }

    fn sign(&mut self) {
        let (url, target, signer) = (self.url, self.target, self.signer);
        self.ready =
            self.sends.iter().map(|send| Request::new(url, target, signer, send)).collect();
        self.signed = Instant::now();
    }

    /// The request with this number: the commands take turns.
    pub fn numbered(&mut self, number: usize) -> &Request {
        if self.signed.elapsed() > FRESH {
            self.sign();
        }
        let turn = number % self.ready.len();
        let request = &mut self.ready[turn];
        if let Some(at) = request.number.clone() {
            request.bytes[at].copy_from_slice((FIRST + number as u64).to_string().as_bytes());
        }
        request
    }
}
