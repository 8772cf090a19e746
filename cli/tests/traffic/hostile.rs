//! Services and callers that mean no good: what they send is bounded.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use crate::http;
use crate::tool::Server;

/// A service that answers with this, and then again and again with that.
fn endless(start: &'static [u8], then: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let much = then.repeat(1000);
                let _ = stream.write_all(start);
                while stream.write_all(&much).is_ok() {}
            });
        }
    });
    url
}

fn inspect(to: &str) -> Server {
    let addresses = ["inspect", "--listen", "127.0.0.1:0", "--page", "127.0.0.1:0"];
    Server::start(&[&addresses[..], &["--to", to]].concat())
}

/// Why there is no answer to a callback of this service.
fn error(url: &str) -> String {
    let server = inspect(url);
    let response = server.post("SdkAppid=1&CallbackCommand=State.StateChange", b"{}");
    assert_eq!(response.status, 502, "{}", response.head);
    #[cfg(target_os = "linux")]
    assert!(server.memory() < 100 << 20, "{} bytes", server.memory());
    let details = http::get(server.page(), "/api/callbacks/1", &[]).json();
    details["answer"]["error"].as_str().unwrap().to_owned()
}

#[test]
fn an_answer_of_gigabytes_is_cut_off() {
    let url = endless(b"HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n", b"xxxxxxxxxx");
    assert_eq!(error(&url), "the answer is larger than 1048576 bytes");
}

#[test]
fn headers_without_end_are_cut_off() {
    let error = error(&endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"));
    assert!(error.starts_with("not a valid HTTP answer: "), "{error}");
}

#[test]
fn what_is_not_http_is_said_not_to_be() {
    let error = error(&endless(b"\x1b[31mhello\r\n\r\n", b"x"));
    assert!(error.starts_with("not a valid HTTP answer: "), "{error}");
    assert!(!error.contains('\x1b'), "{error:?}");
}

#[test]
fn a_body_that_is_too_large_is_refused() {
    let server = inspect("http://127.0.0.1:1");
    let response = server.post("SdkAppid=1", &vec![b' '; (1 << 20) + 1]);
    assert_eq!((response.status, response.text()), (413, "too large"));
}

#[test]
fn a_caller_who_sends_no_http_harms_nobody() {
    let server = inspect("http://127.0.0.1:1");
    for address in [server.address(), server.page()] {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream.write_all(b"\x16\x03\x01 no HTTP\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
    assert_eq!(http::get(server.page(), "/", &[]).status, 200);
}
