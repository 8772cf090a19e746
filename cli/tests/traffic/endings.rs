//! Callers who do not wait, and callbacks on their way at the end: none is lost unsaid.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::inspected::passing_on;
use crate::record::{file, lines, record, totals};
use crate::service::{Service, json};
use crate::tool::{Server, command};
use crate::{ALLOWED, http, message};

/// A service that needs this time for an answer.
fn slow(time: Duration) -> Service {
    Service::start(move |_| {
        thread::sleep(time);
        json(ALLOWED)
    })
}

fn wait_until(condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(10), "it does not come to pass");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Posts a callback, and returns once it is with the service.
fn begin(server: &Server, service: &Service) -> TcpStream {
    let before = service.requests().len();
    let sent = message("hi");
    let line = format!("POST /callback?{}", sent.query);
    let stream = http::request(server.address(), &line, &[], &sent.body).into_inner();
    wait_until(|| service.requests().len() > before);
    stream
}

#[test]
fn a_callback_is_recorded_even_if_its_caller_hangs_up() {
    let service = slow(Duration::from_millis(500));
    let out = file("hung-up");
    let server = record(&service.url, &out, &[]);
    let stream = begin(&server, &service);
    thread::sleep(Duration::from_millis(100));
    drop(stream);
    wait_until(|| lines(&out).len() == 1);
    let ended = server.stop();
    assert_eq!((ended.status, totals(&ended)), (Some(0), [1, 0, 0]));
    assert_eq!(lines(&out)[0]["answer"], ALLOWED);
}

#[test]
fn a_callback_is_shown_even_if_its_caller_hangs_up() {
    let service = slow(Duration::from_millis(500));
    let server = passing_on(&service, &[]);
    drop(begin(&server, &service));
    wait_until(|| server.count() == 1);
    assert_eq!(server.details(1)["answer"]["status"], 200);
}

#[test]
fn all_that_was_answered_is_written_at_the_end() {
    let service = Service::start(|_| json(ALLOWED));
    let out = file("end");
    let server = record(&service.url, &out, &[]);
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let one = "POST /?SdkAppid=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    stream.write_all(one.repeat(500).as_bytes()).unwrap();
    let mut stream = BufReader::new(stream);
    for _ in 0..500 {
        http::head(&mut stream);
        stream.read_exact(&mut vec![0; ALLOWED.len()]).unwrap();
    }
    assert_eq!(totals(&server.stop()), [500, 0, 0]);
    assert_eq!(lines(&out).len(), 500);
}

#[test]
fn what_is_on_its_way_at_the_end_is_still_answered_and_written() {
    let service = slow(Duration::from_millis(500));
    let out = file("on-its-way");
    let server = record(&service.url, &out, &[]);
    let stream = begin(&server, &service);
    let hung_up = begin(&server, &service);
    hung_up.shutdown(Shutdown::Both).unwrap();
    server.terminate();
    let head = http::head(&mut BufReader::new(stream));
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let ended = server.ended();
    assert_eq!((ended.status, totals(&ended)), (Some(0), [2, 0, 0]));
    assert_eq!(lines(&out).len(), 2);
}

#[test]
fn what_is_not_answered_in_time_at_the_end_is_counted() {
    let service = slow(Duration::from_secs(60));
    let out = file("abandoned");
    let server = record(&service.url, &out, &[]);
    let _stream = begin(&server, &service);
    let start = Instant::now();
    let ended = server.stop();
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    assert_eq!((ended.status, totals(&ended)), (Some(1), [0, 1, 0]));
    ended.says(1, &["callbacks not written, as they had no answer at the end: 1"]);
}

#[test]
fn a_refused_callback_is_counted() {
    let service = slow(Duration::ZERO);
    let server = record(&service.url, &file("refused"), &[]);
    assert_eq!(server.post("SdkAppid=1", &vec![b' '; (1 << 20) + 1]).status, 413);
    let head =
        format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 9\r\n\r\nhalf", server.address());
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    drop(stream);
    let get = http::get(server.address(), "/healthz", &[]);
    assert_eq!(get.status, 200);
    let ended = server.stop();
    assert_eq!((ended.status, totals(&ended)), (Some(1), [0, 0, 0]));
    assert_eq!(ended.json()[0]["refused"], 2);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_stdout_is_said_to_be() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let to = ["record", "--json", "--listen", "127.0.0.1:0", "--to", "http://127.0.0.1:1"];
    let out = file("full-stdout");
    let mut command = command(&[&to[..], &["--out", &out]].concat());
    let output = command.stdout(full).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.starts_with("error: the output cannot be written: No space left"), "{errors}");
}

/// A pipe is full after 64 KiB.
#[test]
#[cfg(target_os = "linux")]
fn a_second_signal_ends_what_does_not_end_by_itself() {
    let service = slow(Duration::ZERO);
    let out = file("pipe");
    assert!(Command::new("mkfifo").arg(&out).status().unwrap().success());
    let _unread = fs::OpenOptions::new().read(true).write(true).open(&out).unwrap();
    let server = record(&service.url, &out, &[]);
    server.post("SdkAppid=1", &vec![b' '; 100_000]);
    server.terminate();
    wait_until(|| TcpStream::connect(server.address()).is_err());
    server.stop().says(1, &["stopped before all was written"]);
}
