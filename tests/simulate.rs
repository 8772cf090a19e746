//! `examples/simulate`, as a user runs it, against services good and bad.

use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tim_callback::callbacks::group;
use tim_callback::message::CustomElem;
use tim_callback::query::CallbackQuery;
use tim_callback::replay::MemoryReplayGuard;
use tim_callback::{
    CallbackCommand, GroupRejectCode, MsgVerdict, Policies, Receiver, SdkAppId, Token, Verifier,
};

const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const BEFORE: &str = "Group.CallbackBeforeSendMsg";
const AFTER: &str = "Group.CallbackAfterSendMsg";

struct Answer {
    status: u16,
    content_type: &'static str,
    body: Vec<u8>,
    chunked: bool,
}

fn answer(status: u16, content_type: &'static str, body: &str) -> Answer {
    Answer { status, content_type, body: body.as_bytes().to_vec(), chunked: false }
}

/// A service in a thread per connection, and what it saw.
struct Service {
    url: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<Request>>>,
}

struct Request {
    /// What stands in the request line: path and query.
    target: String,
    body: Vec<u8>,
}

impl Service {
    fn start(answer: impl Fn(&str, &[u8]) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/callback?tenant=42", listener.local_addr().unwrap());
        let service = Self { url, connections: Arc::default(), requests: Arc::default() };
        let (connections, requests) = (service.connections.clone(), service.requests.clone());
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                connections.fetch_add(1, Ordering::SeqCst);
                let (answer, requests) = (answer.clone(), requests.clone());
                // A client that goes away ends its thread, and nothing else.
                thread::spawn(move || serve(stream.unwrap(), &*answer, &requests));
            }
        });
        service
    }

    /// A service that gives every callback this answer.
    fn constant(status: u16, content_type: &'static str, body: &'static str) -> Self {
        Self::start(move |_, _| answer(status, content_type, body))
    }

    /// A service that does everything right.
    fn good() -> Self {
        let receiver = receiver();
        Self::start(move |query, body| {
            let reply = receiver.receive(query, body);
            Answer {
                status: reply.status,
                content_type: reply.content_type,
                body: reply.body.into_owned(),
                chunked: false,
            }
        })
    }
}

fn serve(
    mut stream: TcpStream,
    answer: &dyn Fn(&str, &[u8]) -> Answer,
    requests: &Mutex<Vec<Request>>,
) -> io::Result<()> {
    let mut came = Vec::new();
    loop {
        let Some((request, length)) = request(&came) else {
            let mut some = [0; 4096];
            match stream.read(&mut some)? {
                0 => return Ok(()),
                read => came.extend_from_slice(&some[..read]),
            }
            continue;
        };
        let query = request.target.split_once('?').unwrap().1;
        let Answer { status, content_type, body, chunked } = answer(query, &request.body);
        requests.lock().unwrap().push(request);
        let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n");
        let framed = if chunked {
            let (one, two) = body.split_at(body.len() / 2);
            let chunk = |chunk: &[u8]| {
                [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat()
            };
            let chunks = [chunk(one), chunk(two), b"0\r\n\r\n".to_vec()].concat();
            [head.as_bytes(), b"Transfer-Encoding: chunked\r\n\r\n", &chunks].concat()
        } else {
            let length = format!("Content-Length: {}\r\n\r\n", body.len());
            [head.as_bytes(), length.as_bytes(), &body].concat()
        };
        stream.write_all(&framed)?;
        came.drain(..length);
    }
}

/// A request and how many bytes it took; `None` before all of them are there.
fn request(came: &[u8]) -> Option<(Request, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let head = match request.parse(came).unwrap() {
        httparse::Status::Complete(head) => head,
        httparse::Status::Partial => return None,
    };
    assert_eq!(request.method, Some("POST"));
    let header = |name: &str| {
        let found = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        std::str::from_utf8(found.unwrap().value).unwrap()
    };
    assert_eq!(header("content-type"), "application/json");
    let length: usize = header("content-length").parse().unwrap();
    let body = came.get(head..head + length)?.to_vec();
    Some((Request { target: request.path.unwrap().to_owned(), body }, head + length))
}

fn receiver() -> Receiver {
    const ADVERTISING: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
    let verifier = Verifier::new(SdkAppId::new(1400000000), Token::new("a token").unwrap());
    Receiver::builder(verifier, Policies::fail_closed())
        .replay_guard(MemoryReplayGuard::new(100_000))
        .on_fn::<group::BeforeSendMsg>(|call| match call.msg_body.texts()[..] {
            ["casino tonight"] => MsgVerdict::Reject,
            ["buy now"] => MsgVerdict::reject_with(ADVERTISING, "no advertising here"),
            ["gibberish"] => MsgVerdict::SilentDrop,
            ["red packet", ..] => {
                MsgVerdict::Modify(call.patch().append(CustomElem::new().with_data("LV1")))
            }
            _ => MsgVerdict::Allow,
        })
        .build()
        .unwrap()
}

struct Ran {
    out: String,
    errors: String,
    status: Option<i32>,
}

/// The simulator, built once: cargo tells where an example is to nobody but who builds it.
fn simulator() -> &'static str {
    static BUILT: OnceLock<String> = OnceLock::new();
    BUILT.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--example", "simulate", "--message-format", "json"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let mut messages = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let built = messages.find_map(|message| {
            let path =
                message["executable"].as_str().filter(|_| message["target"]["name"] == "simulate");
            path.map(str::to_owned)
        });
        built.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)))
    })
}

fn run(args: &[&str]) -> Ran {
    let output =
        Command::new(simulator()).args(args).env_remove("TIM_CALLBACK_TOKEN").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(output.stdout), errors: text(output.stderr), status: output.status.code() }
}

/// Runs it with the app and the token of [`receiver`].
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
fn a_good_service_is_told_so_for_every_command_and_every_attack() {
    let service = Service::good();
    let ran = simulate(&service, &["--attack"]);
    let befores = CallbackCommand::all().iter().filter(|c| c.phase() == Phase::Before).count();
    let commands = CallbackCommand::all().len();
    let answers = commands + 8 * commands + 2 * (commands - befores);
    says(&ran, 0, &[&format!("{answers} answers as they should be, 0 not")]);
    assert!(!ran.out.contains("WRONG"), "{}", ran.out);
    for line in [
        "Group.CallbackBeforeCreateGroup: it is refused, the caller gets 10016",
        "State.StateChange: it is acknowledged",
        "repeated, as it should be: Group.CallbackAfterSendMsg: it is acknowledged",
        "late, as it should be: Group.CallbackBeforeSendMsg: the message is delivered",
        "unsigned, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "forged, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "stale, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "future, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "wrong-app, as it should be: Group.CallbackBeforeSendMsg: refused with 403",
        "mismatched, as it should be: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "truncated, as it should be: Sns.CallbackPrevFriendAdd: the callback counts as failed",
        "truncated, as it should be: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
    ] {
        assert!(ran.out.contains(line), "{line} is not in\n{}", ran.out);
    }
    assert!(
        !ran.out.contains("repeated, as it should be: Group.CallbackBeforeSendMsg"),
        "never repeated"
    );
    let connections = service.connections.load(Ordering::SeqCst);
    assert!(connections == 1, "one connection stays open, there were {connections}");
    let requests = service.requests.lock().unwrap();
    assert_eq!(requests.len(), answers);
    let keeps_its_query = "/callback?tenant=42&SdkAppid=";
    assert!(requests.iter().all(|request| request.target.starts_with(keeps_its_query)));
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
            ["no document says what happens", "ErrorInfo is missing"],
        ),
        (
            Service::constant(
                200,
                "application/json",
                r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":38000}"#,
            ),
            ["no document says what happens", "send 0, 1, 2 or 10100 to 10200"],
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
fn a_service_that_takes_what_nobody_signed_is_found_out() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let attacks = ["unsigned", "forged", "stale", "future", "wrong-app"];
    for attack in attacks {
        let ran = simulate(&service, &["--command", BEFORE, "--attack", attack]);
        let line = format!(
            "{attack}, WRONG, it has to be refused with 401 or another 4xx status: {BEFORE}: "
        );
        says(&ran, 1, &[&line, "1 answers as they should be, 1 not"]);
    }
    let ran = simulate(&service, &["--command", AFTER, "--attack", "late,repeated"]);
    says(
        &ran,
        0,
        &["late, as it should be: Group.CallbackAfterSendMsg", "4 answers as they should"],
    );
}

#[test]
fn a_service_that_breaks_or_forgets_is_found_out() {
    let breaks = Service::start(|_, body| match serde_json::from_slice::<Value>(body) {
        Ok(_) => answer(200, "application/json", ALLOWED),
        Err(_) => answer(500, "text/plain", "panic"),
    });
    let ran = simulate(&breaks, &["--command", AFTER, "--attack", "truncated,mismatched"]);
    says(&ran, 1, &["truncated, WRONG, it has to be answered by policy", "the status is 500"]);
    says(&ran, 1, &["mismatched, as it should be: Group.CallbackAfterSendMsg"]);

    let refuses = Service::start(|_, body| match serde_json::from_slice::<Value>(body) {
        Ok(_) => answer(200, "application/json", ALLOWED),
        Err(_) => answer(400, "text/plain", "not JSON"),
    });
    let ran = simulate(&refuses, &["--command", AFTER, "--attack", "truncated"]);
    says(&ran, 0, &["truncated, as it should be: Group.CallbackAfterSendMsg: refused with 400"]);

    let seen = Mutex::new(HashSet::new());
    let refuses_twice =
        Service::start(move |_, body| match seen.lock().unwrap().insert(body.to_vec()) {
            true => answer(200, "application/json", ALLOWED),
            false => answer(409, "text/plain", "again?"),
        });
    let ran = simulate(&refuses_twice, &["--command", AFTER, "--attack", "repeated"]);
    says(
        &ran,
        1,
        &["repeated, WRONG, it has to be taken: Group.CallbackAfterSendMsg", "status is 409"],
    );
}

#[test]
fn bodies_are_sent_as_asked() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let file = format!("{}/tests/fixtures/{BEFORE}/request.json", env!("CARGO_MANIFEST_DIR"));
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
        (
            &["--command", "Group.CallbackNew"][..],
            "`cargo run --example audit -- --commands` lists",
        ),
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
        (&["--url", "https://h", "--app", "1", "--load"], "--load goes over plain HTTP"),
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
fn a_load_is_measured_and_no_two_requests_are_the_same() {
    let service = Service::good();
    let ran = simulate(&service, &["--load", "--requests", "500", "--connections", "8"]);
    says(
        &ran,
        0,
        &["500 answers in ", " per second\n", "p50", "p99 ", "p99.9", "max", "errors      0"],
    );
    assert_eq!(service.connections.load(Ordering::SeqCst), 8);
    let requests = service.requests.lock().unwrap();
    assert_eq!(requests.len(), 500);
    assert_eq!(requests.iter().map(|request| &request.body).collect::<HashSet<_>>().len(), 500);
    for request in requests.iter() {
        assert!(serde_json::from_slice::<Value>(&request.body).is_ok());
        assert!(request.target.starts_with("/callback?tenant=42&SdkAppid="), "{}", request.target);
    }
}

#[test]
fn a_load_counts_what_is_wrong() {
    let bad = Service::constant(200, "text/plain", ALLOWED);
    let args = ["--load", "--requests", "20", "--connections", "2", "--command", AFTER];
    let ran = simulate(&bad, &args);
    says(
        &ran,
        1,
        &["20 answers", "errors     20", "20 times: Group.CallbackAfterSendMsg: it is ack"],
    );
    let chunked =
        Service::start(|_, _| Answer { chunked: true, ..answer(200, "application/json", ALLOWED) });
    says(&simulate(&chunked, &args), 0, &["20 answers", "errors      0"]);
}

#[test]
fn a_load_tells_slow_answers_from_fast_ones() {
    let answered = AtomicUsize::new(0);
    let service = Service::start(move |_, _| {
        // One of the twenty is slow: within p99, and beyond p50.
        if answered.fetch_add(1, Ordering::SeqCst) == 10 {
            thread::sleep(Duration::from_millis(300));
        }
        answer(200, "application/json", ALLOWED)
    });
    let ran = simulate(&service, &["--load", "--requests", "20", "--connections", "1"]);
    says(&ran, 0, &["20 answers"]);
    let millis = |name: &str| -> f64 {
        let line = ran.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let (p50, p99, max) = (millis("p50 "), millis("p99 "), millis("max "));
    assert!(0.0 < p50 && p50 < 300.0 && 300.0 <= p99 && p99 <= max, "{}", ran.out);
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
