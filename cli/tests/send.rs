//! `send`, `attack` and `load`, as a user runs them, against services good and bad.

#[path = "send/attacks.rs"]
mod attacks;
#[path = "send/hostile.rs"]
mod hostile;
#[path = "send/load.rs"]
mod load;
#[path = "send/sent.rs"]
mod sent;
#[path = "send/service.rs"]
mod service;
#[path = "send/tls.rs"]
mod tls;

use std::net::TcpListener;
use std::process::Command;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use service::{Service, answer};

const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const BEFORE: &str = "Group.CallbackBeforeSendMsg";
const AFTER: &str = "Group.CallbackAfterSendMsg";

struct Ran {
    out: String,
    errors: String,
    status: Option<i32>,
}

fn run(args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_tim-callback"))
        .args(args)
        .env_remove("TIM_TOKEN")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(output.stdout), errors: text(output.stderr), status: output.status.code() }
}

/// Runs a command with the app and the token of [`Service::good`].
fn play(command: &str, service: &Service, args: &[&str]) -> Ran {
    let all = [command, "--url", &service.url, "--app", "1400000000", "--token", "a token"];
    run(&[&all[..], args].concat())
}

fn send(service: &Service, args: &[&str]) -> Ran {
    play("send", service, args)
}

/// The objects that were printed by `--json`.
fn objects(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[track_caller]
fn says(ran: &Ran, status: i32, words: &[&str]) {
    assert_eq!(ran.status, Some(status), "{}{}", ran.out, ran.errors);
    for word in words {
        let said = ran.out.contains(word) || ran.errors.contains(word);
        assert!(said, "{word:?} is not in\n{}{}", ran.out, ran.errors);
    }
}

#[test]
fn what_becomes_of_a_message_is_said_in_words() {
    let service = Service::good();
    for (text, words) in [
        ("good morning", "Group.CallbackBeforeSendMsg: the message is delivered\n"),
        ("casino tonight", "the message is refused, the sender gets 10016"),
        ("buy now", "the message is refused, the sender gets 10101 and \"no advertising here\""),
        ("gibberish", "the message is dropped silently, the sender sees success"),
        ("red packet", "the message is delivered with these changes:\n       MsgBody[0] is {"),
    ] {
        says(&send(&service, &["--command", BEFORE, "--text", text]), 0, &[words]);
    }
}

#[test]
fn what_is_wrong_with_an_answer_is_said_in_words() {
    let failed = "the callback counts as failed, so the message is delivered as if allowed";
    for (service, words) in [
        (Service::constant(500, "application/json", ALLOWED), [failed, "the status is 500"]),
        (
            Service::constant(200, "text/html", "<h1>hello</h1>"),
            [failed, "the body is not a JSON object"],
        ),
        (
            Service::constant(302, "text/plain\r\nLocation: /elsewhere", ALLOWED),
            [failed, "the status is 302"],
        ),
        (
            Service::constant(200, "text/plain", ALLOWED),
            ["the message is delivered\n", "the content type is \"text/plain\""],
        ),
        (
            Service::constant(200, "application/json", r#"{"ActionStatus":"OK","ErrorCode":0}"#),
            ["no document says what happens", "missing field ErrorInfo"],
        ),
        (
            Service::constant(
                200,
                "application/json",
                r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":38000}"#,
            ),
            ["no document says what happens", "Send 0, 1, 2 or 10100 to 10200"],
        ),
        (
            Service::start(|_, _| {
                thread::sleep(Duration::from_millis(2100));
                answer(200, "application/json", ALLOWED)
            }),
            [failed, "and Tencent waits 2000 ms"],
        ),
    ] {
        let ran = send(&service, &["--command", BEFORE]);
        says(&ran, 1, &words);
        says(&ran, 1, &["0 as they should be, 1 not"]);
    }
}

#[test]
fn arguments_that_make_no_sense_are_explained() {
    let service = Service::good();
    let missing = "no-such-file.json";
    for (args, words) in [
        (&["--command", "Group.CallbackNew"][..], "the nearest names: Group.Callback"),
        (&["--body", missing], "--body is for one command: name it with --command"),
        (&["--body", missing, "--command", AFTER], "no-such-file.json: No such file"),
        (&["--text", "x", "--command", "State.StateChange"], "--text has no place"),
        (&["--text", "x", "--body", "y"], "cannot be used with"),
        (
            &["--set", "Random=1", "--command", "State.StateChange"],
            "--set has no place: State.StateChange has no Random, only",
        ),
        (&["--set", "[0]=1", "--command", AFTER], "is not a path"),
        (&["--set", "Random"], "write PATH=VALUE"),
        (&["--set", "Random=1", "--body", "y"], "cannot be used with"),
        (&["--query", "tenant"], "write NAME=VALUE"),
        (&["--timeout", "0"], "invalid value '0'"),
        (&["--timeout", "18446744073709551615"], "is not in 1..=3600"),
    ] {
        says(&send(&service, args), 2, &[words]);
    }
    for (args, words) in [
        (&["--url", "127.0.0.1:80", "--app", "1"][..], "begin it with http://"),
        (&["--url", "http://", "--app", "1"], "--url: not a URL"),
        (&["--url", "http://h/#x", "--app", "1"], "a fragment is never sent"),
        (&["--url", "http://u:hidden@h/", "--app", "1"], "--url: leave user and password out"),
        (&["--url", "ftp://u:hidden@h/", "--app", "1"], "begin it with http://"),
        (&["--url", "http://u:hidden@h/#x", "--app", "1"], "a fragment is never sent"),
        (&["--url", "http://h", "--app", "x"], "invalid value 'x'"),
        (&["--url", "http://h"], "--app"),
        (&["--url", "http://h", "--app", "1", "--token", ""], "the token is empty"),
    ] {
        for command in ["send", "attack", "load"] {
            let ran = run(&[&[command][..], args].concat());
            says(&ran, 2, &[words]);
            assert!(!ran.errors.contains("hidden"), "{}", ran.errors);
        }
    }
    says(
        &run(&["attack", "--url", "http://h", "--app", "1", "--kind", "forged"]),
        2,
        &["give --token too"],
    );
    says(&play("attack", &service, &["--kind", "rude"]), 2, &["possible values"]);
    for option in ["--rate", "--requests", "--connections"] {
        says(&play("load", &service, &[option, "0"]), 2, &["invalid value '0'"]);
        says(&play("load", &service, &[option, "2305843009213693952"]), 2, &["invalid value"]);
    }
    assert!(service.requests.lock().unwrap().is_empty(), "nothing was sent");
}

#[test]
fn a_service_that_is_not_there_is_said_not_to_be() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for command in ["send", "attack", "load"] {
        let ran = run(&[command, "--url", &url, "--app", "1", "--command", AFTER]);
        says(
            &ran,
            1,
            &["error: no connection to 127.0.0.1, port ", "refused", "start the service"],
        );
        assert_eq!(ran.errors.lines().count(), 1, "{}", ran.errors);
    }
    let nowhere = ["send", "--url", "http://no-such-host.invalid/", "--app", "1"];
    says(&run(&nowhere), 1, &["error: no connection to no-such-host.invalid, port 80: "]);
}

#[test]
fn what_was_found_before_the_service_was_gone_is_reported() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        drop(listener);
        let mut some = [0; 4096];
        // The whole request of the sample comes at once.
        assert!(std::io::Read::read(&mut stream, &mut some).unwrap() > 0);
        let answer = "HTTP/1.1 500 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        std::io::Write::write_all(&mut stream, answer.as_bytes()).unwrap();
    });
    let ran = run(&["attack", "--url", &url, "--app", "1", "--command", AFTER]);
    let (finding, end) = ("wrong: the status is 500", "error: no connection to 127.0.0.1, port ");
    says(&ran, 1, &["WRONG  Group", finding, "answers: 0 as they should be, 1 not\n", end]);
}

#[test]
fn an_address_without_a_path_is_asked_for_its_root() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let url = service.url.split_once("/callback").unwrap().0;
    let args = ["--url", url, "--app", "1", "--command", AFTER];
    says(&run(&[&["send"][..], &args].concat()), 0, &["acknowledged"]);
    let one = ["load", "--requests", "1", "--connections", "1"];
    says(&run(&[&one[..], &args].concat()), 0, &[]);
    let requests = service.requests.lock().unwrap();
    let from_root = requests.iter().filter(|request| request.target.starts_with("/?SdkAppid=1&"));
    assert_eq!(from_root.count(), 2);
}

#[test]
fn findings_that_repeat_are_said_once_with_a_count() {
    let bad = Service::constant(200, "text/plain", ALLOWED);
    let three = ["--command", BEFORE, "--command", AFTER, "--command", "State.StateChange"];
    let ran = send(&bad, &three);
    let said =
        format!("wrong, 3 times, first for {BEFORE}: the content type is \"text/plain\". Send ");
    says(&ran, 1, &[&said, "0 as they should be, 3 not"]);
    assert_eq!(ran.out.matches("the content type").count(), 1, "{}", ran.out);
    assert_eq!(ran.out.matches("WRONG").count(), 3, "{}", ran.out);
}
