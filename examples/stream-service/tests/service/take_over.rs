//! Workers die or stall at work.

use std::time::{Duration, Instant};

use crate::eventually;
use crate::nats_server::Nats;
use crate::process::{Endpoint, worker};
use crate::tencent::{lines, tell};

/// So slow that it is never done with anything.
const STUCK: &[(&str, &str)] = &[("PACE_MS", "600000")];

#[test]
fn what_a_dead_worker_had_in_its_hands_is_done_by_another() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    let mut dying = worker(&nats, STUCK);
    for seq in 1..=5 {
        tell(endpoint.address, "one", seq);
    }
    eventually("it is at work", || nats.in_hand() == 1);
    dying.kill();
    let died = Instant::now();
    let _heir = worker(&nats, &[]);
    eventually("all is done", || nats.line_count() >= 5);
    assert!(died.elapsed() < Duration::from_secs(5), "{:?}", died.elapsed());
    assert_eq!(nats.journal("one"), lines(5));
    eventually("nothing is left", || nats.waiting() == 0);
}

#[test]
fn work_that_takes_longer_than_the_server_waits_stays_with_its_worker() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    let wait = ("ACK_WAIT_MS", "600");
    let slow = worker(&nats, &[("PACE_MS", "3000"), wait]);
    tell(endpoint.address, "one", 1);
    eventually("it is at work", || nats.in_hand() == 1);
    let _idle = worker(&nats, &[wait]);
    eventually("it is done", || nats.line_count() == 1);
    assert_eq!(nats.given(), 1, "{}", slow.log());
}

#[test]
fn a_worker_that_wakes_up_too_late_writes_nothing() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    let sleeper = worker(&nats, &[("PACE_MS", "300")]);
    for seq in 1..=5 {
        tell(endpoint.address, "one", seq);
    }
    eventually("it has worked", || nats.line_count() >= 1);
    eventually("it is stopped at work", || {
        sleeper.pause();
        let at_work = nats.in_hand() == 1;
        if !at_work {
            sleeper.resume();
        }
        at_work
    });
    assert!(nats.line_count() < 5, "it was stopped at work");

    let heir = worker(&nats, &[]);
    eventually("all is done by another", || nats.line_count() >= 5);
    assert_eq!(nats.journal("one"), lines(5));
    // Its work on what it had is long over: it goes on by writing it, if it can.
    sleeper.resume();
    std::thread::sleep(Duration::from_secs(1));
    for seq in 6..=20 {
        tell(endpoint.address, "one", seq);
    }
    eventually("the rest is done", || nats.line_count() >= 20);
    assert_eq!(nats.journal("one"), lines(20));
    assert_eq!(nats.messages("tim-dead"), 0, "{}", heir.log());
}

#[test]
fn a_worker_that_is_asked_to_stop_finishes_its_event() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    let mut first = worker(&nats, &[("PACE_MS", "1000")]);
    for seq in 1..=3 {
        tell(endpoint.address, "one", seq);
    }
    eventually("it is at work", || nats.in_hand() == 1);
    assert!(first.terminate().success());
    let done = nats.line_count();
    assert_eq!((nats.in_hand(), nats.waiting()), (0, 3 - done as u64));
    let _next = worker(&nats, &[]);
    eventually("all is done", || nats.line_count() == 3);
    assert_eq!(nats.journal("one"), lines(3));
}
