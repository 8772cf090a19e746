//! Clients that do not finish what they send.

use std::time::Duration;

use tim_callback::CALLBACK_TIMEOUT;

use crate::client::{Raw, callback};
use crate::nginx::Nginx;
use crate::programs::Service;

/// The start of a request whose head does not end.
pub const HALF_HEAD: &[u8] =
    b"POST /callback?CallbackCommand=State.StateChange HTTP/1.1\r\nHost: c";

/// The head of a signed callback, and the start of its body.
pub fn half_body() -> Vec<u8> {
    let sent = callback();
    let head = format!(
        "POST /callback?{} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{{",
        sent.query,
        sent.body.len(),
    );
    head.into_bytes()
}

#[test]
fn a_head_that_does_not_end_is_cut_off() {
    let service = Service::start();
    let nginx = Nginx::start(service.address);
    let client = Raw::new(&nginx, [127, 0, 0, 1]);
    for start in [HALF_HEAD, b"P", b""] {
        let (came, took) = client.send(start).unwrap().wait();
        assert!(took < CALLBACK_TIMEOUT, "{took:?}");
        assert!(!came.contains("200 OK"), "{came}");
    }
    nginx.stop();
}

/// The service counts its deadline from the head, and its policies answer in time.
#[test]
fn a_body_that_does_not_end_is_answered_by_the_service() {
    let service = Service::start();
    let nginx = Nginx::start(service.address);
    let mut held = Raw::new(&nginx, [127, 0, 0, 1]).send(&half_body()).unwrap();
    let answered = held.wait_for_answer();
    assert!(answered < CALLBACK_TIMEOUT, "{answered:?}");
    let (came, closed) = held.wait();
    assert!(came.contains(r#""ErrorCode":1"#), "a rejection: {came:?}");
    // nginx waits for the rest of the body for two seconds at most.
    assert!(
        closed.saturating_sub(answered) < Duration::from_millis(2500),
        "{answered:?}, {closed:?}"
    );
    nginx.stop();
}
