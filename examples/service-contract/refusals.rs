//! Callbacks that do not reach a decider.

use std::net::{Shutdown, SocketAddr};

use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::{Token, UnixSeconds, sign};

use super::client::{
    AFTER, Answered, BEFORE, FRIENDS, UNKNOWN_BEFORE, get, head, open, post, post_chunked, rest,
    saying, signed, signed_by,
};
use super::{APP, BODY_LIMIT, Setup, TOKEN};

/// Expects this status, and a body that cannot be mistaken for a verdict.
#[track_caller]
fn assert_refused(answered: &Answered, status: u16) {
    assert_eq!(answered.status, status, "{answered:?}");
    assert_eq!(answered.content_type, "text/plain; charset=utf-8");
}

/// Expects the command's rejection. With any status but 200 Tencent would let the message through.
#[track_caller]
fn assert_rejected(answered: &Answered) {
    assert_eq!(answered.answer().error_code, 1, "{answered:?}");
}

/// The ways in which a query can fail to be authentic, and their statuses.
fn forgeries(command: &str) -> [(String, u16); 5] {
    let unsigned = format!("SdkAppid=1400000000&CallbackCommand={command}");
    let other_app = signed(command).replace("1400000000", "1400000001");
    let token = Token::new(TOKEN).unwrap();
    let stale = CallbackQuery::new(APP, command)
        .with(QueryParam::Sign, &sign(&token, UnixSeconds::new(1_669_872_112)))
        .with(QueryParam::RequestTime, "1669872112")
        .to_query_string();
    let not_json = format!("{}&contenttype=xml", signed(command).replace("&contenttype=json", ""));
    [
        (signed_by(command, "another"), 401),
        (unsigned, 401),
        (stale, 401),
        (other_app, 403),
        (not_json, 415),
    ]
}

#[test]
fn a_forged_before_command_is_rejected() {
    let service = crate::start(Setup::default());
    let body = saying(BEFORE, "good morning");
    for command in [BEFORE, "C2C.CallbackBeforeSendMsg", UNKNOWN_BEFORE] {
        for (query, _) in forgeries(command) {
            assert_rejected(&post(service.address, &query, &body));
        }
    }
    service.stop();
}

#[test]
fn a_forged_friend_request_and_a_forged_after_command_get_the_status() {
    let service = crate::start(Setup::default());
    for command in [FRIENDS, AFTER, "State.StateChange", "Live.SomethingNew"] {
        for (query, status) in forgeries(command) {
            assert_refused(&post(service.address, &query, "{}"), status);
        }
    }
    service.stop();
}

#[test]
fn a_query_that_cannot_be_read_is_refused() {
    let service = crate::start(Setup::default());
    let good = saying(BEFORE, "good morning");
    let large = " ".repeat(BODY_LIMIT + 1);
    for query in ["x", "SdkAppid=me", "CallbackCommand=Group.CallbackBeforeSendMsg"] {
        assert_refused(&post(service.address, query, &good), 400);
        let request = format!("{}{large}", head(query, large.len(), true));
        let answered = answer_to(service.address, &request);
        assert!(answered.starts_with("HTTP/1.1 400"), "{query}: {answered}");
    }
    assert_refused(&post(service.address, "", &good), 400);
    service.stop();
}

/// The answer to a request that the service need not read to its end. If the service closes the
/// connection while the caller is still sending, the answer may be lost, so this tries again.
fn answer_to(address: SocketAddr, request: &str) -> String {
    let answers = (0..20).map(|_| rest(&open(address, request)));
    answers.into_iter().find(|answer| !answer.is_empty()).unwrap_or_default()
}

/// The start and the end of an answer.
type Expected = (&'static str, &'static str);

const REJECTED: Expected =
    ("HTTP/1.1 200", r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#);
const TOO_LARGE: Expected = ("HTTP/1.1 413", "too large");
const BROKEN_OFF: Expected = ("HTTP/1.1 400", "bad request");

#[track_caller]
fn assert_answered(answered: &str, (start, end): Expected) {
    assert!(answered.starts_with(start) && answered.ends_with(end), "{answered}");
}

#[test]
fn too_large_a_body_is_refused_however_it_is_sent() {
    let service = crate::start(Setup::default());
    let body = saying(BEFORE, "good morning");
    let fits = format!("{body}{}", " ".repeat(BODY_LIMIT - body.len()));
    for post in [post, post_chunked] {
        assert_eq!(post(service.address, &signed(BEFORE), &fits).answer().error_code, 0);
    }
    let large = format!("{fits} ");
    let chunks = format!("{BODY_LIMIT:x}\r\n{fits}\r\n1\r\n \r\n0\r\n\r\n");
    for (command, expected) in [(BEFORE, REJECTED), (AFTER, TOO_LARGE), (FRIENDS, TOO_LARGE)] {
        let head = head(&signed(command), large.len(), true);
        let in_chunks =
            head.replace(&format!("Content-Length: {}", large.len()), "Transfer-Encoding: chunked");
        for request in [format!("{head}{large}"), format!("{in_chunks}{chunks}")] {
            assert_answered(&answer_to(service.address, &request), expected);
        }
    }
    service.stop();
}

#[test]
fn too_large_a_body_is_not_read_to_its_end() {
    let service = crate::start(Setup::default());
    for (command, expected) in [(BEFORE, REJECTED), (AFTER, TOO_LARGE)] {
        let head = head(&signed(command), 1 << 30, true);
        let answered = answer_to(service.address, &format!("{head}{}", " ".repeat(BODY_LIMIT + 1)));
        assert_answered(&answered, expected);
    }
    service.stop();
}

#[test]
fn a_request_in_a_body_that_is_refused_is_not_a_request() {
    let service = crate::start(Setup::default());
    let inner = saying(BEFORE, "gibberish");
    let inner = format!("{}{inner}", head(&signed(BEFORE), inner.len(), true));
    let body = inner.repeat(1 + BODY_LIMIT / inner.len());
    for (command, expected) in [(BEFORE, REJECTED), (AFTER, TOO_LARGE)] {
        let head = head(&signed(command), body.len(), true);
        let answered = answer_to(service.address, &format!("{head}{body}"));
        assert_answered(&answered, expected);
        assert_eq!(answered.matches("HTTP/1.1").count(), 1, "{answered}");
    }
    service.stop();
}

#[test]
fn a_body_that_breaks_off_is_refused() {
    let service = crate::start(Setup::default());
    let body = saying(BEFORE, "good morning");
    for (command, expected) in [(BEFORE, REJECTED), (AFTER, BROKEN_OFF), (FRIENDS, BROKEN_OFF)] {
        let head = head(&signed(command), body.len(), true);
        let stream = open(service.address, &format!("{head}{}", &body[..9]));
        stream.shutdown(Shutdown::Write).unwrap();
        assert_answered(&rest(&stream), expected);
    }
    service.stop();
}

#[test]
fn a_length_that_is_only_announced_does_no_harm() {
    let service = crate::start(Setup::default());
    for length in [usize::MAX, usize::MAX / 2, 1 << 50] {
        let stream = open(service.address, &head(&signed(BEFORE), length, false));
        let _ = stream.shutdown(Shutdown::Write);
        let _ = rest(&stream);
    }
    let answered = post(service.address, &signed(BEFORE), &saying(BEFORE, "gibberish"));
    assert_eq!(answered.answer().error_code, 2);
    service.stop();
}

#[test]
fn other_methods_than_post_and_other_paths_are_refused() {
    let service = crate::start(Setup::default());
    assert_eq!(get(service.address, &signed(BEFORE)).status, 405);
    let body = saying(BEFORE, "good morning");
    let elsewhere = head(&signed(BEFORE), body.len(), true).replace("/callback", "/elsewhere");
    let answered = answer_to(service.address, &format!("{elsewhere}{body}"));
    assert!(answered.starts_with("HTTP/1.1 404"), "{answered}");
    service.stop();
}

#[test]
fn a_body_that_does_not_decode_is_answered_by_policy() {
    let service = crate::start(Setup::default());
    assert_eq!(post(service.address, &signed(BEFORE), "[]").answer().error_code, 1);
    assert_eq!(post(service.address, &signed(AFTER), "[]").answer().error_code, 0);
    service.stop();
}
