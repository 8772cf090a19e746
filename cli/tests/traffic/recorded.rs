//! What `replay` reads: whole lines and broken ones.

use std::fs;

use serde_json::json;

use crate::replay::{QUERY, number, recording, replay, written};
use crate::service::{Service, json as json_answer};
use crate::tool::run;
use crate::{ALLOWED, BEFORE, REJECTED, TOKEN};

#[test]
fn a_broken_line_ends_it_after_what_was_found_before() {
    let service = Service::start(|_| json_answer(REJECTED));
    let good = fs::read_to_string(recording("whole", 2)).unwrap();
    for (broken, why) in [
        ("{\"query\":", "not an object with query and body, at column 9"),
        ("[]", "not an object with query and body"),
        ("{\"query\": \"a\"}", "not an object with query and body"),
        ("{\"body\": {}}", "the line has no query"),
        ("{\"query\":\"a b\",\"body\":0}", "the path or the query cannot be part of a URL"),
        ("{\"query\":\"a\",\"body\":\"\",\"body_base64\":\"!\"}", "body_base64 is not base64"),
        ("{\"query\":\"a\",\"body\":\"\\ud800\"}", "the body is a string with a lone surrogate"),
        (
            "{\"query\":\"a\",\"body\":0,\"status\":\"200\"}",
            "time, path, status, answer or error is not as",
        ),
        ("{\"query\":\"a\",\"body\":0,\"path\":\"@h/\"}", "the path does not begin with /"),
    ] {
        let file = written("broken", &format!("{good}\n{broken}\n{good}"));
        let ended = replay(&file, &service, &[]);
        ended.says(2, &[&format!("line 4: {why}"), "2 callbacks sent", "2 different"]);
        assert_eq!(ended.out.lines().count(), 2, "{}", ended.out);
    }
}

#[test]
fn a_log_needs_only_query_and_body() {
    let service = Service::start(|_| json_answer(ALLOWED));
    let lines = format!(
        "{}\n{}\n{}\n",
        json!({"query": format!("?{QUERY}"), "body": {"b": 1.0, "a": 2}}),
        json!({"query": QUERY, "body": "", "body_base64": "/wA="}),
        json!({"query": QUERY, "body": "x", "answer": {"ErrorCode": 1}}),
    );
    let ended = replay(&written("log", &lines), &service, &[]);
    ended.says(1, &["3 callbacks sent: 0 answers as recorded, 1 different, 0 missing, 2 not"]);
    ended.says(1, &["line 3: Group.CallbackBeforeSendMsg: recorded {\"ErrorCode\":1}, now 200"]);
    let requests = service.requests();
    assert_eq!(requests[0].target, format!("/?{QUERY}"));
    assert_eq!(
        (&*requests[0].body, &*requests[1].body),
        (&b"{\"a\":2,\"b\":1.0}"[..], &b"\xff\0"[..])
    );
}

#[test]
fn a_recording_comes_from_stdin_too() {
    let service = Service::start(|_| json_answer(ALLOWED));
    let mut replay = std::process::Command::new(env!("CARGO_BIN_EXE_tim-callback"));
    replay.args(["replay", "-", "--to", &service.url]);
    for (input, status, words) in [
        (recording("stdin", 2), 0, "2 callbacks sent: 2 answers as recorded"),
        (written("stdin-broken", "\n[]"), 2, "error: stdin: line 2: not an object"),
    ] {
        let ran = replay.stdin(fs::File::open(input).unwrap()).output().unwrap();
        let errors = String::from_utf8(ran.stderr).unwrap();
        assert!(ran.status.code() == Some(status) && errors.contains(words), "{errors}");
    }
    let folder = env!("CARGO_TARGET_TMPDIR");
    run(&["replay", folder, "--to", &service.url])
        .says(2, &[&format!("error: {folder}: Is a directory")]);
}

#[test]
fn a_recording_cannot_name_another_host() {
    let (service, other) =
        (Service::start(|_| json_answer(ALLOWED)), Service::start(|_| json_answer(ALLOWED)));
    let other_host = other.url.strip_prefix("http://").unwrap();
    for path in [format!("@{other_host}/x"), format!(".{other_host}/"), ":1@h/".to_owned()] {
        let line = json!({"path": path, "query": QUERY, "body": "{}"}).to_string();
        let ended = replay(&written("host", &line), &service, &["--token", TOKEN]);
        ended.says(2, &["host", "line 1: the path does not begin with /", "0 callbacks sent"]);
    }
    assert!(other.requests().is_empty() && service.requests().is_empty());
}

#[test]
fn a_line_may_have_a_body_and_an_answer_that_are_all_escapes() {
    let service = Service::start(|_| json_answer(&"\u{1}".repeat(1 << 20)));
    let full = "\u{1}".repeat(1 << 20);
    let line = json!({"query": QUERY, "body": full, "status": 200, "answer": full}).to_string();
    let file = written("escapes", &line);
    replay(&file, &service, &[]).says(0, &["1 callbacks sent: 1 answers as recorded"]);
    run(&["audit", &file]).says(1, &["1 lines: 0 typed, ", "the body is not JSON"]);
    let file = written("too-long", &json!({"body": "x".repeat(17 << 20)}).to_string());
    replay(&file, &service, &[]).says(2, &["line 1: the line is longer than 16 MiB"]);
}

#[test]
fn a_recorded_error_is_compared_too() {
    let service = Service::start(|request| match number(request) {
        1 => json_answer(ALLOWED),
        _ => b"no HTTP\r\n\r\n".to_vec(),
    });
    let line = |number: u64, more: &str| {
        let body = number.to_string();
        format!("{{\"query\":\"{QUERY}\",\"body\":\"{body}\",{more}}}\n")
    };
    let error = "\"error\":\"no answer within 10 s\"";
    let lines = [line(1, error), line(2, error), line(3, "\"status\":200"), line(4, "\"x\":0")];
    let file = written("errors", &lines.concat());
    let ended = replay(&file, &service, &[]);
    let now = format!("line 1: {BEFORE}: recorded no answer within 10 s, now 200 {ALLOWED}\n");
    let gone = format!("line 3: {BEFORE}: recorded 200 (nothing), now not a valid HTTP answer");
    let totals = "1 answers as recorded, 1 different, 2 missing, 0 not recorded";
    ended.says(1, &[&now, &gone, "line 4: ", totals]);
    assert!(!ended.out.contains("line 2: "), "{}", ended.out);
    let ended = replay(&file, &service, &["--json"]);
    assert_eq!(ended.json()[0]["recorded"], json!({"error": "no answer within 10 s"}));
}
