//! Services to send callbacks to.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tim_callback::callbacks::group;
use tim_callback::message::CustomElem;
use tim_callback::replay::MemoryReplayGuard;
use tim_callback::{GroupRejectCode, MsgVerdict, Policies, Receiver, SdkAppId, Token, Verifier};

pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Vec<u8>,
    pub chunked: bool,
}

pub fn answer(status: u16, content_type: &'static str, body: &str) -> Answer {
    Answer { status, content_type, body: body.as_bytes().to_vec(), chunked: false }
}

/// A service in a thread per connection, and what it saw.
pub struct Service {
    pub url: String,
    pub connections: Arc<AtomicUsize>,
    pub requests: Arc<Mutex<Vec<Request>>>,
}

pub struct Request {
    /// Path and query.
    pub target: String,
    pub body: Vec<u8>,
}

impl Service {
    pub fn start(answer: impl Fn(&str, &[u8]) -> Answer + Send + Sync + 'static) -> Self {
        Self::listen("http", |stream| stream, answer)
    }

    /// A service behind HTTPS.
    pub fn start_tls(
        config: Arc<ServerConfig>,
        answer: impl Fn(&str, &[u8]) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let wrap =
            move |stream| StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
        Self::listen("https", wrap, answer)
    }

    fn listen<S: Read + Write + Send + 'static>(
        scheme: &str,
        wrap: impl Fn(TcpStream) -> S + Send + 'static,
        answer: impl Fn(&str, &[u8]) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("{scheme}://{}/callback?tenant=42", listener.local_addr().unwrap());
        let service = Self { url, connections: Arc::default(), requests: Arc::default() };
        let (connections, requests) = (service.connections.clone(), service.requests.clone());
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                connections.fetch_add(1, Ordering::SeqCst);
                let (answer, requests) = (answer.clone(), requests.clone());
                // A client that goes away ends its thread, and nothing else.
                let stream = wrap(stream.unwrap());
                thread::spawn(move || serve(stream, &*answer, &requests));
            }
        });
        service
    }

    /// A service that gives every callback this answer.
    pub fn constant(status: u16, content_type: &'static str, body: &'static str) -> Self {
        Self::start(move |_, _| answer(status, content_type, body))
    }

    /// A service that does everything right, and fails closed.
    pub fn good() -> Self {
        Self::with(Policies::fail_closed())
    }

    /// A service that does everything right by these policies.
    pub fn with(policies: Policies) -> Self {
        let receiver = receiver(policies);
        Self::start(move |query, body| {
            let reply = receiver.receive(query, body);
            Answer {
                status: reply.status,
                content_type: reply.content_type,
                body: reply.body.into_owned(),
                chunked: false,
            }
        })
    }
}

fn serve(
    mut stream: impl Read + Write,
    answer: &dyn Fn(&str, &[u8]) -> Answer,
    requests: &Mutex<Vec<Request>>,
) -> io::Result<()> {
    let mut came = Vec::new();
    loop {
        let Some((request, length)) = request(&came) else {
            let mut some = [0; 4096];
            match stream.read(&mut some)? {
                0 => return Ok(()),
                read => came.extend_from_slice(&some[..read]),
            }
            continue;
        };
        let query = request.target.split_once('?').unwrap().1;
        let Answer { status, content_type, body, chunked } = answer(query, &request.body);
        requests.lock().unwrap().push(request);
        let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n");
        let framed = if chunked {
            let (one, two) = body.split_at(body.len() / 2);
            let chunk = |chunk: &[u8]| {
                [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat()
            };
            let chunks = [chunk(one), chunk(two), b"0\r\n\r\n".to_vec()].concat();
            [head.as_bytes(), b"Transfer-Encoding: chunked\r\n\r\n", &chunks].concat()
        } else {
            let length = format!("Content-Length: {}\r\n\r\n", body.len());
            [head.as_bytes(), length.as_bytes(), &body].concat()
        };
        stream.write_all(&framed)?;
        came.drain(..length);
    }
}

/// A request and how many bytes it took; `None` before all of them are there.
fn request(came: &[u8]) -> Option<(Request, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let head = match request.parse(came).unwrap() {
        httparse::Status::Complete(head) => head,
        httparse::Status::Partial => return None,
    };
    assert_eq!(request.method, Some("POST"));
    let header = |name: &str| {
        let found = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        std::str::from_utf8(found.unwrap().value).unwrap()
    };
    assert_eq!(header("content-type"), "application/json");
    let length: usize = header("content-length").parse().unwrap();
    let body = came.get(head..head + length)?.to_vec();
    Some((Request { target: request.path.unwrap().to_owned(), body }, head + length))
}

fn receiver(policies: Policies) -> Receiver {
    const ADVERTISING: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
    let verifier = Verifier::new(SdkAppId::new(1400000000), Token::new("a token").unwrap());
    Receiver::builder(verifier, policies)
        .replay_guard(MemoryReplayGuard::new(100_000))
        .on_fn::<group::BeforeSendMsg>(|call| match call.msg_body.texts()[..] {
            ["casino tonight"] => MsgVerdict::Reject,
            ["buy now"] => MsgVerdict::reject_with(ADVERTISING, "no advertising here"),
            ["gibberish"] => MsgVerdict::SilentDrop,
            ["red packet", ..] => {
                MsgVerdict::Modify(call.patch().append(CustomElem::new().with_data("LV1")))
            }
            _ => MsgVerdict::Allow,
        })
        .build()
        .unwrap()
}
