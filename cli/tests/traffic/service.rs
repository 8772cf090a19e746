//! Services that callbacks are passed on to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

#[derive(Clone)]
pub struct Request {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub head: String,
    pub body: Vec<u8>,
}

impl Request {
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

/// A service in a thread per connection, and what it saw.
pub struct Service {
    pub url: String,
    pub requests: Arc<Mutex<Vec<Request>>>,
}

/// An answer with these headers, each with its line break.
pub fn answer(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Well\r\nContent-Length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

pub fn json(body: &str) -> Vec<u8> {
    answer(200, "Content-Type: application/json\r\n", body.as_bytes())
}

impl Service {
    /// A service that answers with these bytes.
    pub fn start(answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::listen("http", |stream| stream, answer)
    }

    pub fn start_tls(
        config: Arc<ServerConfig>,
        answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let wrap = move |stream| {
            StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream)
        };
        Self::listen("https", wrap, answer)
    }

    fn listen<S: Read + Write + Send + 'static>(
        scheme: &str,
        wrap: impl Fn(TcpStream) -> S + Send + 'static,
        answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("{scheme}://localhost:{}", listener.local_addr().unwrap().port());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&requests), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                stream.set_nodelay(true).unwrap();
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                let stream = wrap(stream);
                thread::spawn(move || serve(stream, &seen, &*answer));
            }
        });
        Self { url, requests }
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

/// Answers requests until the connection ends.
fn serve<S: Read + Write>(
    stream: S,
    seen: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request) -> Vec<u8>,
) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream) {
        seen.lock().unwrap().push(request.clone());
        // Fails if the caller has seen enough.
        if stream.get_mut().write_all(&answer(&request)).is_err() {
            return;
        }
    }
}

fn read(stream: &mut impl BufRead) -> Option<Request> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let mut line = head.split(' ');
    let (method, target) = (line.next()?.to_owned(), line.next()?.to_owned());
    let length = head.to_ascii_lowercase();
    let length = length.split_once("content-length: ").map_or("0", |(_, rest)| rest);
    let mut body = vec![0; length.split("\r\n").next()?.parse().ok()?];
    stream.read_exact(&mut body).ok()?;
    Some(Request { method, target, head, body })
}
