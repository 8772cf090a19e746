use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;
use tim_callback::{Incoming, SdkAppId, Verifier};

use crate::record::file;
use crate::service::{Request, Service, answer, json as json_answer};
use crate::tool::{Ended, run};
use crate::{ALLOWED, APP, BEFORE, REJECTED, TOKEN, token};

pub const QUERY: &str =
    "SdkAppid=1&CallbackCommand=Group.CallbackBeforeSendMsg&contenttype=json&tenant=%34";

/// A recording whose bodies are the numbers of their lines.
pub fn recording(name: &str, lines: u64) -> String {
    let line = |number: u64| {
        json!({"time": number, "path": "/p", "query": QUERY, "body": number.to_string(),
            "status": 200, "answer": ALLOWED})
        .to_string()
            + "\n"
    };
    written(name, &(1..=lines).map(line).collect::<String>())
}

pub fn written(name: &str, text: &str) -> String {
    let file = file(name);
    fs::write(&file, text).unwrap();
    file
}

pub fn replay(file: &str, service: &Service, more: &[&str]) -> Ended {
    run(&[&["replay", file, "--to", &service.url], more].concat())
}

/// That nothing was printed which a terminal would act on.
#[track_caller]
fn is_plain(ended: &Ended) {
    for text in [&ended.out, &ended.errors] {
        let is_plain = |char: char| char == '\n' || !char.is_control() && char != '\u{202e}';
        assert!(text.chars().all(is_plain), "{text:?}");
    }
}

pub fn number(request: &Request) -> u64 {
    std::str::from_utf8(&request.body).unwrap().parse().unwrap()
}

#[test]
fn the_same_service_gives_no_difference() {
    // The same value, written in another way.
    let same = r#"{ "ErrorCode": 0, "ErrorInfo": "", "ActionStatus": "O\u004b" }"#;
    let service = Service::start(move |_| json_answer(same));
    let ended = replay(&recording("same", 10_000), &service, &["--connections", "8"]);
    ended.says(0, &["10000 callbacks sent: 10000 answers as recorded, 0 different"]);
    assert_eq!(ended.out, "");
    let mut numbers: Vec<u64> = service.requests().iter().map(number).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(1..=10_000));
}

#[test]
fn exactly_the_changed_answers_are_reported() {
    let service = Service::start(|request| match number(request) {
        17 => json_answer(REJECTED),
        600 => answer(500, "", ALLOWED.as_bytes()),
        601 => answer(200, "", "\x1b[31mred\x07\u{9b}m\u{202e}".as_bytes()),
        _ => json_answer(ALLOWED),
    });
    let file = recording("changed", 1000);
    let ended = replay(&file, &service, &["--json"]);
    assert_eq!(ended.status, Some(1), "{}", ended.errors);
    is_plain(&ended);
    let lines = ended.json();
    let numbers: Vec<_> = lines.iter().filter_map(|line| line["line"].as_u64()).collect();
    assert_eq!(numbers, [17, 600, 601]);
    assert_eq!(lines[0]["command"], BEFORE);
    assert_eq!(lines[0]["recorded"], json!({"status": 200, "answer": ALLOWED}));
    assert_eq!(lines[0]["now"], json!({"status": 200, "answer": REJECTED}));
    let totals = json!({"sent": 1000, "same": 997, "different": 3, "unanswered": 0,
        "not_compared": 0});
    assert_eq!(lines[3]["totals"], totals);

    let ended = replay(&file, &service, &[]);
    let end = format!("recorded 200 {ALLOWED}, now 200 {REJECTED}");
    ended.says(1, &["997 answers as recorded, 3 different", &end]);
    let red = r"now 200 \u{1b}[31mred\u{7}\u{9b}m\u{202e}";
    assert!(ended.out.contains(red), "{}", ended.out);
    is_plain(&ended);
}

#[test]
fn callbacks_are_signed_anew_and_otherwise_unchanged() {
    let service = Service::start(|request| {
        let verifier = Verifier::new(SdkAppId::new(APP), token());
        let incoming = Incoming::new(request.query(), request.body.as_slice()).unwrap();
        match verifier.verify(incoming) {
            Ok(_) => json_answer(ALLOWED),
            Err(error) => answer(401, "", error.to_string().as_bytes()),
        }
    });
    let file = recording("signed", 3);
    let app = APP.to_string();
    let args = ["--app", app.as_str(), "--token", TOKEN];
    replay(&file, &service, &args).says(0, &["3 answers as recorded"]);
    let kept = QUERY.split_once('&').unwrap().1;
    let sent = service.requests()[0].clone();
    assert!(sent.target.starts_with(&format!("/p?SdkAppid={APP}&{kept}&Sign=")), "{}", sent.target);
    assert!(sent.head.contains("content-type: application/json\r\n"));
    replay(&file, &service, &[]).says(1, &["now 401 unknown SdkAppid 1"]);
}

#[test]
fn a_secret_is_not_printed_even_if_the_service_says_it() {
    let service = Service::start(|request| {
        answer(401, "", format!("{TOKEN} made no {}", request.query()).as_bytes())
    });
    let file = recording("secret", 2);
    for more in [&["--token", TOKEN][..], &["--token", TOKEN, "--json"]] {
        let ended = replay(&file, &service, more);
        ended.says(1, &["(secret) made no SdkAppid=1", "Sign=(secret)&RequestTime"]);
        let sign = service.requests().last().map(|request| request.query().to_owned()).unwrap();
        for secret in [TOKEN, crate::sign_of(&sign)] {
            assert!(!ended.out.contains(secret) && !ended.errors.contains(secret), "{}", ended.out);
        }
    }
    for token in [" spaced secret", ""] {
        let ended = replay(&file, &service, &["--token", token]);
        ended.says(2, &["error: --token: the token"]);
        assert!(!ended.errors.contains("secret"), "{}", ended.errors);
    }
}

#[test]
fn the_recorded_pace_is_kept() {
    let service = Service::start(|_| json_answer(ALLOWED));
    let line = |time: u64| json!({"time": time, "query": QUERY, "body": "{}"}).to_string() + "\n";
    let file = written("pace", &[line(1000), line(1000), line(1800)].concat());
    for (pace, least, most) in [("asap", 0, 700), ("recorded", 800, 9000), ("4", 200, 700)] {
        let start = Instant::now();
        replay(&file, &service, &["--pace", pace]).says(0, &["3 callbacks sent"]);
        let took = start.elapsed();
        let expected = Duration::from_millis(least)..Duration::from_millis(most);
        assert!(expected.contains(&took), "{pace}: {took:?}");
    }
}

#[test]
fn an_answer_is_reported_before_the_next_callback_is_due() {
    let service = Service::start(|_| json_answer(REJECTED));
    let line = |time: u64| {
        json!({"time": time, "query": QUERY, "body": "{}", "status": 200, "answer": ALLOWED})
            .to_string()
            + "\n"
    };
    let file = written("early", &[line(0), line(20_000)].concat());
    let mut replay = std::process::Command::new(env!("CARGO_BIN_EXE_tim-callback"));
    replay.args(["replay", &file, "--to", &service.url, "--pace", "recorded"]);
    let start = Instant::now();
    let mut child = replay.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let took = start.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first.starts_with("line 1: ") && took < Duration::from_secs(15), "{took:?}: {first}");
}

#[test]
fn callbacks_are_sent_in_order() {
    let service = Service::start(|_| json_answer(ALLOWED));
    replay(&recording("order", 200), &service, &[]).says(0, &[]);
    assert!(service.requests().iter().map(number).eq(1..=200));
}

#[test]
fn what_cannot_be_replayed_is_said() {
    let service = Service::start(|_| Vec::new());
    let file = recording("refused", 3);
    let gone = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let ended = run(&["replay", &file, "--to", &gone]);
    ended.says(
        1,
        &["line 1: the service cannot be reached: Connection refused", "start the service"],
    );
    let secured = gone.replace("http:", "https:");
    run(&["replay", &file, "--to", &secured])
        .says(1, &["start the service, correct --to, or trust"]);
    run(&["replay", "/no/such/file", "--to", &gone]).says(2, &["/no/such/file: No such file"]);
    let ended = run(&["replay", "/no/\u{9b}31m\u{202e}", "--to", &gone]);
    ended.says(2, &[r"error: /no/\u{9b}31m\u{202e}: No such file"]);
    is_plain(&ended);
    run(&["replay", &file, "--to", "h"]).says(2, &["begin it with http://"]);
    replay(&file, &service, &["--pace", "slow"]).says(2, &["give asap, recorded, or a number"]);
}

#[test]
#[cfg(target_os = "linux")]
fn totals_that_nobody_can_read_are_no_error() {
    let service = Service::start(|_| json_answer(REJECTED));
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut replay = std::process::Command::new(env!("CARGO_BIN_EXE_tim-callback"));
    replay.args(["replay", &recording("unread", 1), "--to", &service.url]);
    let ran = replay.stderr(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(ran.stdout.starts_with(b"line 1: "));
}
