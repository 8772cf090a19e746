//! Strangers who hold as many connections as they can keep nobody out.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Setup;
use super::client::{BEFORE, head, open, post, saying, signed};

const STRANGERS: usize = 8;
const EACH: usize = 50;

/// What strangers send: nothing, half a head, half a body.
const HALVES: [&str; 3] = [
    "",
    "POST /callback?SdkAppid=1400000000 HTTP/1.1\r\nHost: ",
    "POST /callback?SdkAppid=1400000000 HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
];

fn half(address: SocketAddr, at: usize) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(HALVES[at % HALVES.len()].as_bytes()).ok()?;
    stream.set_nonblocking(true).ok()?;
    Some(stream)
}

fn is_open(stream: &mut TcpStream) -> bool {
    let read = stream.read(&mut [0; 64]);
    matches!(read, Err(error) if error.kind() == ErrorKind::WouldBlock)
}

/// Holds connections, and opens those again that the service closes.
fn hold(address: SocketAddr, stop: &AtomicBool) {
    let mut held: Vec<_> = (0..EACH).map(|at| half(address, at)).collect();
    while !stop.load(Ordering::Relaxed) {
        for (at, held) in held.iter_mut().enumerate() {
            if !held.as_mut().is_some_and(is_open) {
                *held = half(address, at);
            }
        }
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_callback_is_answered_amid_a_flood() {
    let settings = vec![("--strangers", "64")];
    let service = crate::start(Setup { settings, ..Setup::default() });
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..STRANGERS {
            scope.spawn(|| hold(service.address, &stop));
        }
        thread::sleep(Duration::from_millis(500));
        let callbacks = scope.spawn(|| {
            for _ in 0..10 {
                let start = Instant::now();
                let body = saying(BEFORE, "gibberish");
                assert_eq!(post(service.address, &signed(BEFORE), &body).answer().error_code, 2);
                assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
            }
        });
        let answered = callbacks.join();
        stop.store(true, Ordering::Relaxed);
        answered.unwrap();
    });
    (service.stop)();
}

/// Whoever has sent a verified callback is not closed to make room.
#[test]
fn a_connection_that_carried_a_callback_is_kept() {
    let settings = vec![("--strangers", "4")];
    let service = crate::start(Setup { settings, ..Setup::default() });
    let body = saying(BEFORE, "gibberish");
    let request = format!("{}{body}", head(&signed(BEFORE), body.len(), false));
    let mut known = open(service.address, &request);
    known.read_exact(&mut [0; 16]).unwrap();
    let mut first = half(service.address, 0).unwrap();
    let mut later: Vec<_> = (0..20).filter_map(|_| half(service.address, 0)).collect();
    let closed = Instant::now();
    while is_open(&mut first) && closed.elapsed() < Duration::from_secs(5) {
        thread::sleep(Duration::from_millis(5));
    }
    assert!(!is_open(&mut first), "the oldest stranger goes");
    // Threads of actix-web let them in, so not always in the order in which they came.
    assert!(later.iter_mut().rev().take(4).any(is_open), "newer ones stay");
    known.write_all(request.as_bytes()).unwrap();
    let mut answers = String::new();
    while answers.matches(r#""ErrorCode":2"#).count() < 1 || !answers.ends_with('}') {
        let mut byte = [0];
        known.read_exact(&mut byte).unwrap();
        answers.push(byte[0].into());
    }
    (service.stop)();
}
