//! The service is gone, or does not answer.

use std::thread::sleep;
use std::time::Duration;

use tim_callback::CALLBACK_TIMEOUT;
use tim_callback::testing::Effect;

use crate::client::{Answered, agent, callback, post};
use crate::nginx::{Nginx, free_address};
use crate::upstream::{Then, Upstream};

const ANSWER: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

const AT_ONCE: Duration = Duration::from_millis(500);

#[track_caller]
fn assert_no_verdict(answered: &Answered) {
    assert_eq!(answered.status, 503);
    assert_eq!(
        (answered.content_type.as_str(), answered.body.as_str()),
        ("text/plain", "unavailable\n")
    );
    assert_eq!(callback().what_tencent_does(answered).effect, Effect::Failed);
}

#[test]
fn where_nobody_listens_the_answer_comes_at_once_and_is_no_verdict() {
    let nginx = Nginx::start(free_address());
    let sent = callback();
    let answered = post(&agent(&nginx, true), &sent.url(&nginx.url()), &sent.body);
    assert_no_verdict(&answered);
    assert!(answered.took < AT_ONCE, "{:?}", answered.took);
    let log = nginx.stop();
    assert_eq!((&log[0]["status"], &log[0]["upstream_status"]), (&"503".into(), &"502".into()));
}

#[test]
fn a_callback_that_is_not_answered_is_not_sent_again() {
    // The second is sent over the connection of the first, where a proxy that retries would.
    for steps in [&[Then::Close][..], &[Then::Answer(ANSWER), Then::Close]] {
        let upstream = Upstream::start(steps);
        let nginx = Nginx::start(upstream.address);
        let (agent, sent) = (agent(&nginx, true), callback());
        for asked in 1..=steps.len() {
            let answered = post(&agent, &sent.url(&nginx.url()), &sent.body);
            match steps[asked - 1] {
                Then::Answer(_) => assert_eq!(answered.status, 200),
                Then::Close | Then::Hang => assert_no_verdict(&answered),
            }
            assert!(answered.took < AT_ONCE, "{:?}", answered.took);
        }
        sleep(AT_ONCE);
        assert_eq!(upstream.asked(), steps.len());
        assert_eq!(upstream.connections(), 1, "kept open, and no other tried");
        nginx.stop();
    }
}

#[test]
fn a_service_that_hangs_is_given_up_before_tencent_does() {
    let upstream = Upstream::start(&[Then::Hang]);
    let nginx = Nginx::start(upstream.address);
    let sent = callback();
    let answered = post(&agent(&nginx, true), &sent.url(&nginx.url()), &sent.body);
    assert_no_verdict(&answered);
    assert!(answered.took < CALLBACK_TIMEOUT, "{:?}", answered.took);
    assert_eq!(upstream.asked(), 1);
    nginx.stop();
}

#[test]
fn a_503_of_the_service_passes_through() {
    const OWN: &str =
        "HTTP/1.1 503 X\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nnot stored";
    let upstream = Upstream::start(&[Then::Answer(OWN)]);
    let nginx = Nginx::start(upstream.address);
    let sent = callback();
    let answered = post(&agent(&nginx, true), &sent.url(&nginx.url()), &sent.body);
    assert_eq!((answered.status, answered.body.as_str()), (503, "not stored"));
    nginx.stop();
}
