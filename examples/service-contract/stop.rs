//! Shutdown: no accepted request or event is dropped.

use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use tim_callback::CALLBACK_TIMEOUT;

use super::client::{AFTER, BEFORE, head, open, post, rest, saying, signed};
use super::{Barrier, PATIENCE, Setup};

/// Long enough for a service that does not wait to have stopped.
const MOMENT: Duration = Duration::from_millis(300);

#[test]
fn a_request_in_flight_is_finished_and_waited_for() {
    let decider = Barrier::default();
    let service = crate::start(Setup { decider: Some(decider.step()), ..Setup::default() });
    let address = service.address;
    let in_flight = thread::spawn(move || {
        post(address, &signed(BEFORE), &saying(BEFORE, "good morning")).answer().error_code
    });
    decider.wait_until_come(1);
    let stopped = thread::spawn(|| service.stop());
    thread::sleep(MOMENT);
    assert!(!stopped.is_finished());
    decider.open();
    assert_eq!(in_flight.join().unwrap(), 0, "the decider allowed it");
    stopped.join().unwrap();
}

#[test]
fn the_queue_is_processed_to_its_end() {
    let work = Barrier::default();
    let service = crate::start(Setup { work: work.step(), ..Setup::default() });
    for _ in 0..3 {
        post(service.address, &signed(AFTER), &saying(AFTER, "good morning")).answer();
    }
    let stopped = thread::spawn(|| service.stop());
    thread::sleep(MOMENT);
    assert!(!stopped.is_finished());
    work.open();
    stopped.join().unwrap();
    assert_eq!(work.done(), 3);
}

#[test]
fn a_request_that_is_half_sent_when_the_end_comes_is_answered() {
    let service = crate::start(Setup::default());
    let body = saying(BEFORE, "gibberish");
    let mut stream = open(service.address, &head(&signed(BEFORE), body.len(), false));
    thread::sleep(MOMENT);
    let stopped = thread::spawn(|| service.stop());
    thread::sleep(MOMENT);
    stream.write_all(body.as_bytes()).unwrap();
    let answered = rest(&stream);
    assert!(answered.contains(r#""ErrorCode":2"#), "{answered}");
    stopped.join().unwrap();
}

#[test]
fn connections_without_a_request_do_not_hold_up_the_end() {
    let service = crate::start(Setup::default());
    let silent = open(service.address, "");
    let body = saying(BEFORE, "gibberish");
    let head = head(&signed(BEFORE), body.len(), false);
    let mut kept = open(service.address, &format!("{head}{body}"));
    kept.read_exact(&mut [0; 16]).unwrap();
    let start = Instant::now();
    service.stop();
    assert!(start.elapsed() < CALLBACK_TIMEOUT, "{:?}", start.elapsed());
    drop((silent, kept));
}

#[test]
fn a_caller_that_never_finishes_holds_up_the_end_for_seconds_only() {
    let service = crate::start(Setup::default());
    let hesitant = open(service.address, "POST /callback?");
    thread::sleep(MOMENT);
    let start = Instant::now();
    service.stop();
    assert!(start.elapsed() < PATIENCE / 2, "{:?}", start.elapsed());
    drop(hesitant);
}
