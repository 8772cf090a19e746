//! `simulate`, as a user runs it, against services good and bad.

#[path = "simulate/attacks.rs"]
mod attacks;
#[path = "simulate/load.rs"]
mod load;
#[path = "simulate/service.rs"]
mod service;
#[path = "simulate/tls.rs"]
mod tls;

use std::net::TcpListener;
use std::process::Command;
use std::thread;
use std::time::Duration;

use tim_callback::SdkAppId;
use tim_callback::query::CallbackQuery;

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
    let output = Command::new(env!("CARGO_BIN_EXE_simulate"))
        .args(args)
        .env_remove("TIM_CALLBACK_TOKEN")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(output.stdout), errors: text(output.stderr), status: output.status.code() }
}

/// Runs it with the app and the token of [`Service::good`].
fn simulate(service: &Service, args: &[&str]) -> Ran {
    let all = ["--url", &service.url, "--app", "1400000000", "--token", "a token"];
    run(&[&all[..], args].concat())
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
        ("red packet", "the message is delivered with these changes:\n  MsgBody[0] is {"),
    ] {
        says(&simulate(&service, &["--command", BEFORE, "--text", text]), 0, &[words]);
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
        let ran = simulate(&service, &["--command", BEFORE]);
        says(&ran, 1, &words);
        says(&ran, 1, &["0 answers as they should be, 1 not"]);
    }
}

#[test]
fn bodies_are_sent_as_asked() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let file = format!(
        "{}/tests/fixtures/{BEFORE}/request.json",
        concat!(env!("CARGO_MANIFEST_DIR"), "/..")
    );
    simulate(&service, &["--command", BEFORE, "--body", &file]);
    simulate(&service, &["--command", BEFORE]);
    simulate(&service, &["--command", BEFORE, "--order", "documented"]);
    let requests = service.requests.lock().unwrap();
    assert_eq!(requests[0].body, std::fs::read(file).unwrap());
    let text = |index: usize| std::str::from_utf8(&requests[index].body).unwrap();
    assert!(text(1).contains(r#"{"MsgContent":{"Text":"red packet"},"MsgType":"TIMTextElem"}"#));
    assert!(text(2).starts_with("{\n  \"CallbackCommand\": "), "{}", text(2));
}

#[test]
fn without_a_token_nothing_is_signed() {
    let service = Service::start(|query, _| {
        let query = CallbackQuery::parse(query).unwrap();
        assert_eq!(query.sdk_app_id(), SdkAppId::new(7));
        match query.request_time() {
            None => answer(200, "application/json", ALLOWED),
            Some(_) => answer(401, "text/plain", "signed"),
        }
    });
    says(&run(&["--url", &service.url, "--app", "7", "--command", AFTER]), 0, &["acknowledged"]);
}

#[test]
fn arguments_that_make_no_sense_are_explained() {
    let service = Service::good();
    let missing = "no-such-file.json";
    for (args, words) in [
        (&["--command", "Group.CallbackNew"][..], "`cargo run --bin audit -- --commands` lists"),
        (&["--body", missing], "--body is for one command: name it with --command"),
        (&["--body", missing, "--command", AFTER], "give a file that can be read"),
        (&["--text", "x", "--command", "State.StateChange"], "--text has no place"),
        (&["--text", "x", "--body", "y"], "cannot be used with"),
        (&["--attack", "rude"], "possible values"),
        (&["--requests", "5"], "--load"),
        (&["--load", "--attack"], "cannot be used with"),
    ] {
        says(&simulate(&service, args), 2, &[words]);
    }
    for (args, words) in [
        (&["--url", "127.0.0.1:80", "--app", "1"][..], "begin it with http://"),
        (&["--url", "http://h", "--app", "x"], "invalid value 'x'"),
        (&["--url", "http://h"], "--app"),
        (&["--url", "http://h", "--app", "1", "--token", ""], "the token is empty"),
        (&["--url", "http://h", "--app", "1", "--attack", "forged"], "give --token as well"),
        (&["--url", "https://h", "--app", "1", "--load"], "--load needs plain HTTP"),
    ] {
        says(&run(args), 2, &[words]);
    }
    assert!(service.requests.lock().unwrap().is_empty(), "nothing was sent");
}

#[test]
fn a_service_that_is_not_there_is_said_not_to_be() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for load in [&[][..], &["--load"]] {
        let ran = run(&[&["--url", &url, "--app", "1", "--command", AFTER], load].concat());
        says(&ran, 1, &["start the service"]);
    }
}

#[test]
fn an_address_without_a_path_is_asked_for_its_root() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let url = service.url.split_once("/callback").unwrap().0;
    let args = ["--url", url, "--app", "1", "--command", AFTER];
    says(&run(&args), 0, &["acknowledged"]);
    says(&run(&[&args[..], &["--load", "--requests", "1", "--connections", "1"]].concat()), 0, &[]);
    let requests = service.requests.lock().unwrap();
    let from_root = requests.iter().filter(|request| request.target.starts_with("/?SdkAppid=1&"));
    assert_eq!(from_root.count(), 2);
}
