//! Lines that cannot be written: those before and after are.

use std::fs;
use std::io::Write;

use crate::record::{file, lines, totals};
use crate::service::{Service, json};
use crate::tool::Server;
use crate::{ALLOWED, message};

const TOO_LARGE: [u8; 10_000] = [b' '; 10_000];

fn record(service: &Service, out: &str) -> Server {
    let args = ["record", "--listen", "127.0.0.1:0", "--to", &service.url, "--out", out];
    Server::start_with_small_files(&args)
}

#[test]
fn lines_are_written_after_one_that_could_not_be_even_if_nobody_reads_stderr() {
    let service = Service::start(|_| json(ALLOWED));
    let out = file("after");
    let mut server = record(&service, &out);
    server.close_stderr();
    let sent = message("hi");
    for body in [&TOO_LARGE[..], &sent.body, &sent.body] {
        assert_eq!(server.post(&sent.query, body).text(), ALLOWED);
    }
    let ended = server.stop();
    assert_eq!((ended.status, totals(&ended)), (Some(1), [2, 1, 0]));
    assert!(lines(&out).iter().all(|line| line["status"] == 200));
}

#[test]
fn a_part_of_a_line_is_taken_back_but_no_line_of_another() {
    let service = Service::start(|_| json(ALLOWED));
    let out = file("others");
    let server = record(&service, &out);
    let others = "{\"a\":1}\n".repeat(3);
    let mut other = fs::OpenOptions::new().append(true).open(&out).unwrap();
    other.write_all(others.as_bytes()).unwrap();
    server.post("SdkAppid=1", &TOO_LARGE);
    server.post("SdkAppid=1", b"{}");
    server.stop().says(1, &["File too large"]);
    let text = fs::read_to_string(&out).unwrap();
    let own = text.strip_prefix(&others).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(own.lines().count(), 1, "{own}");
    assert!(own.starts_with("{\"time\":"), "{own}");
}
