//! The end: nothing that was taken in is dropped.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use super::client::{AFTER, BEFORE, head, open, post, rest, saying, signed};
use super::{Barrier, PATIENCE, Setup};

#[test]
fn requests_in_flight_finish_and_the_queue_is_worked_off() {
    let (decider, work) = (Barrier::default(), Barrier::default());
    let setup = Setup { decider: Some(decider.step()), work: work.step(), ..Setup::default() };
    let service = crate::start(setup);
    let address = service.address;
    for _ in 0..3 {
        post(address, &signed(AFTER), &saying(AFTER, "good morning")).answer();
    }
    let in_flight = thread::spawn(move || {
        post(address, &signed(BEFORE), &saying(BEFORE, "good morning")).answer().error_code
    });
    decider.wait_until_come(1);

    let stopped = thread::spawn(|| service.stop());
    thread::sleep(Duration::from_millis(200));
    assert!(!stopped.is_finished(), "a request is in flight");
    decider.open();
    assert_eq!(in_flight.join().unwrap(), 0, "the decider allowed it");

    thread::sleep(Duration::from_millis(200));
    assert!(!stopped.is_finished(), "three events are waiting");
    work.open();
    stopped.join().unwrap();
    assert_eq!(work.done(), 3);
}

#[test]
fn a_request_that_is_half_sent_when_the_end_comes_is_answered() {
    let service = crate::start(Setup::default());
    let body = saying(BEFORE, "gibberish");
    let mut stream = open(service.address, &head(&signed(BEFORE), body.len(), false));
    thread::sleep(Duration::from_millis(200));
    let stopped = thread::spawn(|| service.stop());
    thread::sleep(Duration::from_millis(200));
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
    let kept =
        open(service.address, &format!("{}{body}", head(&signed(BEFORE), body.len(), false)));
    let hesitant = open(service.address, "POST /callback?");
    // As many answers as there were requests.
    let answered = post(service.address, &signed(BEFORE), &body);
    assert_eq!(answered.answer().error_code, 2);
    let start = Instant::now();
    service.stop();
    assert!(start.elapsed() < PATIENCE / 2, "{:?}", start.elapsed());
    drop((silent, kept, hesitant));
}
