//! HTTP as it is on the wire, so that a test can send any header.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Response {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }

    /// The value of a header, whose name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut values = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name));
        values.next().map(|(_, value)| value)
    }
}

/// Sends a request with these headers. `Host` is that of the address unless given.
pub fn request(
    address: SocketAddr,
    line: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> BufReader<TcpStream> {
    let mut head = format!("{line} HTTP/1.1\r\n");
    if !headers.iter().any(|(name, _)| *name == "Host") {
        write!(head, "Host: {address}\r\n").unwrap();
    }
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    if !line.starts_with("GET ") {
        write!(head, "Content-Length: {}\r\n", body.len()).unwrap();
    }
    head.push_str("\r\n");
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
    BufReader::new(stream)
}

pub fn head(stream: &mut impl BufRead) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(stream.read_line(&mut head).unwrap() > 0, "no answer: {head}");
    }
    head
}

fn response(mut stream: BufReader<TcpStream>) -> Response {
    let head = head(&mut stream);
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut body = Vec::new();
    stream.read_to_end(&mut body).unwrap();
    Response { status, head, body }
}

pub fn post(address: SocketAddr, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
    let headers = [headers, &[("Connection", "close")]].concat();
    response(request(address, &format!("POST {target}"), &headers, body))
}

pub fn get(address: SocketAddr, target: &str, headers: &[(&str, &str)]) -> Response {
    let headers = [headers, &[("Connection", "close")]].concat();
    response(request(address, &format!("GET {target}"), &headers, b""))
}

/// Server-sent events.
pub struct Events(BufReader<TcpStream>);

pub struct Event {
    pub name: String,
    pub id: String,
    pub data: Value,
}

impl Events {
    pub fn open(address: SocketAddr, target: &str, headers: &[(&str, &str)]) -> Self {
        let mut stream = request(address, &format!("GET {target}"), headers, b"");
        let head = head(&mut stream);
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
        Self(stream)
    }

    /// A line without the sizes of chunks.
    fn line(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            let line = line.trim_end_matches(['\r', '\n']);
            if line.is_empty() || line.contains(':') {
                return line.to_owned();
            }
        }
    }

    pub fn next(&mut self) -> Event {
        let mut event = Event { name: String::new(), id: String::new(), data: Value::Null };
        while event.data.is_null() {
            let line = self.line();
            let Some((field, value)) = line.split_once(": ") else { continue };
            match field {
                "event" => value.clone_into(&mut event.name),
                "id" => value.clone_into(&mut event.id),
                "data" => event.data = serde_json::from_str(value).unwrap(),
                _ => {}
            }
        }
        event
    }

    /// The next callbacks, of an event that has any.
    pub fn callbacks(&mut self) -> Vec<Value> {
        loop {
            let event = self.next();
            match event.data["items"].as_array() {
                Some(items) if !items.is_empty() => return items.clone(),
                _ => {}
            }
        }
    }
}
