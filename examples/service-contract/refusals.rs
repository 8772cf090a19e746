//! What gets no verdict.

use std::net::{Shutdown, SocketAddr};

use super::client::{
    AFTER, BEFORE, get, head, open, post, post_chunked, rest, saying, signed, signed_by,
};
use super::{BODY_LIMIT, Setup};

#[test]
fn a_signature_of_another_token_is_refused() {
    let service = crate::start(Setup::default());
    let body = saying(BEFORE, "good morning");
    let wrong = post(service.address, &signed_by(BEFORE, "another"), &body);
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.content_type, "text/plain; charset=utf-8");
    let unsigned = "SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg";
    assert_eq!(post(service.address, unsigned, &body).status, 401);
    let other = signed(BEFORE).replace("1400000000", "1400000001");
    assert_eq!(post(service.address, &other, &body).status, 403);
    service.stop();
}

#[test]
fn a_query_that_cannot_be_read_is_refused() {
    let service = crate::start(Setup::default());
    let body = saying(BEFORE, "good morning");
    for query in ["", "x", "SdkAppid=me", "CallbackCommand=Group.CallbackBeforeSendMsg"] {
        assert_eq!(post(service.address, query, &body).status, 400, "{query}");
    }
    service.stop();
}

/// The answer to a request that the service need not read to its end. If it closes while the
/// caller still sends, the answer may be lost on the way: then once more.
fn answer_to(address: SocketAddr, request: &str) -> String {
    let answers = (0..20).map(|_| rest(&open(address, request)));
    answers.into_iter().find(|answer| !answer.is_empty()).unwrap_or_default()
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
    let head = head(&signed(BEFORE), large.len(), true);
    let in_chunks =
        head.replace(&format!("Content-Length: {}", large.len()), "Transfer-Encoding: chunked");
    let chunks = format!("{BODY_LIMIT:x}\r\n{fits}\r\n1\r\n \r\n0\r\n\r\n");
    for request in [format!("{head}{large}"), format!("{in_chunks}{chunks}")] {
        let answered = answer_to(service.address, &request);
        assert!(answered.starts_with("HTTP/1.1 413"), "{answered}");
    }
    service.stop();
}

#[test]
fn too_large_a_body_is_not_read_to_its_end() {
    let service = crate::start(Setup::default());
    let request = format!("{}{}", head(&signed(BEFORE), 1 << 30, true), " ".repeat(BODY_LIMIT + 1));
    let answered = answer_to(service.address, &request);
    assert!(answered.starts_with("HTTP/1.1 413"), "{answered}");
    service.stop();
}

#[test]
fn a_request_in_a_body_that_is_refused_is_not_a_request() {
    let service = crate::start(Setup::default());
    let inner = saying(BEFORE, "gibberish");
    let inner = format!("{}{inner}", head(&signed(BEFORE), inner.len(), true));
    let body = inner.repeat(1 + BODY_LIMIT / inner.len());
    let head = head(&signed(BEFORE), body.len(), true);
    let answered = answer_to(service.address, &format!("{head}{body}"));
    assert!(answered.starts_with("HTTP/1.1 413"), "{answered}");
    assert_eq!(answered.matches("HTTP/1.1").count(), 1, "{answered}");
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
