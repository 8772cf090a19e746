//! Services that answer to do harm: nothing is endless, and nothing reaches the terminal as it came.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use super::service::{Service, answer};
use super::{ALLOWED, BEFORE, Ran, objects, play, run, says, send};

/// A service that writes what it likes once it was sent something.
fn raw(write: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            write(stream);
        }
    });
    url
}

#[track_caller]
fn is_told(url: &str, words: &[&str]) {
    for command in ["send", "load"] {
        let start = Instant::now();
        let args = ["--app", "1", "--command", BEFORE, "--timeout", "1", "--url", url];
        let few: &[&str] =
            if command == "load" { &["--requests", "2", "--connections", "1"] } else { &[] };
        let ran: Ran = run(&[&[command][..], &args, few].concat());
        says(&ran, 1, words);
        assert!(ran.out.len() < 10_000, "{} bytes", ran.out.len());
        assert!(start.elapsed() < Duration::from_secs(10), "{command} took {:?}", start.elapsed());
    }
}

#[test]
fn an_answer_of_4_gb_is_cut_off() {
    for head in [
        "HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000000\r\n",
    ] {
        let url = raw(move |mut stream| {
            let mut written = stream.write_all(head.as_bytes());
            while written.is_ok() {
                written = stream.write_all(&[b'x'; 8192]);
            }
        });
        is_told(&url, &["no valid HTTP answer: length limit exceeded"]);
    }
}

#[test]
fn a_head_that_never_ends_is_cut_off() {
    let url = raw(|mut stream| {
        let mut written = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while written.is_ok() {
            written = stream.write_all(b"X-Filler: yet another one\r\n");
        }
    });
    is_told(&url, &["no valid HTTP answer: message head is too large"]);
    let long = raw(|mut stream| {
        let mut written = stream.write_all(b"HTTP/1.1 200 OK\r\nX-Filler: ");
        while written.is_ok() {
            written = stream.write_all(b"yet another one");
        }
    });
    is_told(&long, &["no valid HTTP answer: message head is too large"]);
}

#[test]
fn an_answer_that_trickles_is_not_waited_for() {
    let url = raw(|mut stream| {
        let mut written = stream.write_all(b"HTTP/1.1 200 OK\r\nX-Slow: ");
        while written.is_ok() {
            thread::sleep(Duration::from_millis(50));
            written = stream.write_all(b"x");
        }
    });
    is_told(&url, &["no answer within 1 s: Tencent waits 2 s"]);
}

#[test]
fn what_is_not_http_is_said_not_to_be() {
    is_told(
        &raw(|mut stream| drop(stream.write_all(b"hello\r\n\r\n"))),
        &["no valid HTTP answer: invalid HTTP"],
    );
    is_told(&raw(drop), &["no valid HTTP answer: connection closed before message completed"]);
}

/// That nothing was printed which a terminal would act on.
#[track_caller]
fn is_plain(ran: &Ran) {
    for text in [&ran.out, &ran.errors] {
        let is_plain = |char: char| char == '\n' || !char.is_control() && char != '\u{202e}';
        assert!(text.chars().all(is_plain), "{text:?}");
    }
}

#[test]
fn escape_sequences_are_printed_as_text() {
    const EVIL: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{9b}31m\u{202e}\u{7f}";
    let service = Service::start(|_, _| answer(500, "text/x\u{9b}1m", EVIL));
    let refusal = serde_json::json!({"ActionStatus": "OK", "ErrorCode": 10101, "ErrorInfo": EVIL});
    let refusing =
        Service::start(move |_, _| answer(200, "application/json", &refusal.to_string()));
    let members = serde_json::json!({"ActionStatus": "OK", "ErrorCode": 0, "ErrorInfo": "",
        "RefusedMembers_Account": [EVIL, "a\nok     "]});
    let naming = Service::start(move |_, _| answer(200, "application/json", &members.to_string()));
    for (service, command, status) in [
        (&service, BEFORE, 1),
        (&refusing, BEFORE, 0),
        (&naming, "Group.CallbackBeforeInviteJoinGroup", 0),
    ] {
        for format in [&[][..], &["--json"]] {
            let ran = send(service, &[&["--command", command][..], format].concat());
            says(&ran, status, &[]);
            is_plain(&ran);
            if format == ["--json"] && status == 1 {
                assert_eq!(objects(&ran)[0]["answer"], EVIL);
            }
        }
    }
    let evil_type = Service::constant(200, "text/x\u{9b}1m\u{202e}", ALLOWED);
    for service in [&service, &evil_type] {
        for format in [&[][..], &["--json"]] {
            for (command, few) in [
                ("attack", &["--kind", "late,truncated"][..]),
                ("load", &["--requests", "2", "--connections", "1"]),
            ] {
                let ran =
                    play(command, service, &[&["--command", BEFORE][..], few, format].concat());
                says(&ran, 1, &[]);
                is_plain(&ran);
            }
        }
    }
    says(&send(&evil_type, &["--command", BEFORE]), 1, &[r"text/x\u{9b}1m\u{202e}"]);
    says(
        &send(&service, &["--command", BEFORE]),
        1,
        &[r"\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{9b}31m\u{202e}\u{7f}"],
    );
}

#[test]
fn a_long_answer_is_shortened() {
    let page = format!("<p>{}</p>", "x".repeat(100_000));
    let service = Service::start(move |_, _| answer(502, "text/html", &page));
    let ran = send(&service, &["--command", BEFORE]);
    says(&ran, 1, &["xxx… (100007 bytes)", "the status is 502"]);
    assert!(ran.out.len() < 5000, "{}", ran.out.len());
}

#[test]
fn output_that_nobody_reads_ends_it_without_a_word() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let to = ["--app", "1", "--url", &service.url];
    for args in [&["commands"][..], &[&["send"][..], &to].concat()] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut tool = std::process::Command::new(env!("CARGO_BIN_EXE_tim-callback"));
        let ran = tool.args(args).stdout(writer).output().unwrap();
        assert_eq!(String::from_utf8(ran.stderr).unwrap(), "", "{args:?}");
        assert_eq!(ran.status.code(), Some(2), "{args:?}");
    }
    assert_eq!(service.requests.lock().unwrap().len(), 1, "it does not go on");
}

#[test]
#[cfg(target_os = "linux")]
fn totals_that_nobody_can_read_are_no_error() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let mut send = std::process::Command::new(env!("CARGO_BIN_EXE_tim-callback"));
    send.args(["send", "--app", "1", "--command", BEFORE, "--url", &service.url]);
    let ran = send.stderr(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert!(ran.stdout.starts_with(b"ok "));
}
