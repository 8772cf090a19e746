//! Deciders and callers that take too long.

use std::sync::Arc;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use tim_callback::CALLBACK_TIMEOUT;

use super::client::{
    AFTER, BEFORE, FRIENDS, UNKNOWN_BEFORE, head, open, post, rest, saying, signed,
};
use super::{Barrier, Setup};

const DEADLINE: Duration = Duration::from_millis(150);

#[test]
fn when_the_decider_takes_too_long_the_policy_answers_in_time() {
    let hangs = Arc::new(|| sleep(2 * CALLBACK_TIMEOUT));
    let setup = Setup {
        decider: Some(hangs),
        settings: vec![("--deadline-ms", "150")],
        ..Setup::default()
    };
    let service = crate::start(setup);
    let start = Instant::now();
    let answered = post(service.address, &signed(BEFORE), &saying(BEFORE, "good morning"));
    let took = start.elapsed();
    assert_eq!(answered.answer().error_code, 1, "rejected without a verdict");
    assert!((DEADLINE..CALLBACK_TIMEOUT).contains(&took), "{took:?}");
}

#[test]
fn beyond_the_limit_in_flight_the_policy_answers_at_once_and_no_event_is_lost() {
    let (decider, work) = (Barrier::default(), Barrier::default());
    work.open();
    let service = crate::start(Setup {
        decider: Some(decider.step()),
        work: work.step(),
        settings: vec![("--in-flight", "1")],
    });
    let address = service.address;
    let send = move || post(address, &signed(BEFORE), &saying(BEFORE, "good morning"));
    let first = thread::spawn(send);
    decider.wait_until_come(1);
    assert_eq!(send().answer().error_code, 1, "rejected without a verdict");
    let event = post(address, &signed(AFTER), &saying(AFTER, "good morning"));
    assert_eq!(event.answer().error_code, 0);
    work.wait_until_done(1);
    decider.open();
    assert_eq!(first.join().unwrap().answer().error_code, 0);
    service.stop();
}

#[test]
fn a_caller_that_does_not_send_its_body_does_not_keep_the_service_waiting() {
    let service =
        crate::start(Setup { settings: vec![("--deadline-ms", "150")], ..Setup::default() });
    for (command, start, end) in [
        (BEFORE, "HTTP/1.1 200", r#""ErrorCode":1}"#),
        (UNKNOWN_BEFORE, "HTTP/1.1 200", r#""ErrorCode":1}"#),
        (AFTER, "HTTP/1.1 408", "timed out"),
        (FRIENDS, "HTTP/1.1 408", "timed out"),
    ] {
        let body = saying(BEFORE, "good morning");
        let head = head(&signed(command), body.len(), true);
        let stream = open(service.address, &format!("{head}{}", &body[..9]));
        let began = Instant::now();
        let answered = rest(&stream);
        assert!(answered.starts_with(start) && answered.ends_with(end), "{command}: {answered}");
        assert!(began.elapsed() < CALLBACK_TIMEOUT, "{:?}", began.elapsed());
    }
    service.stop();
}
