//! Without NATS nothing is acknowledged that is not stored.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tim_callback::CALLBACK_TIMEOUT;

use crate::eventually;
use crate::nats_server::Nats;
use crate::process::{Endpoint, worker};
use crate::tencent::{ALLOWED, Callback, REJECTED, lines, tell};

#[test]
fn an_after_command_is_not_acknowledged_and_done_when_it_is_repeated() {
    let mut nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    tell(endpoint.address, "one", 1);
    nats.kill(0);
    let start = Instant::now();
    let (status, body) = Callback::after("one", 2).post(endpoint.address).unwrap();
    assert_eq!((status, body.as_str()), (503, "unavailable"));
    assert!(start.elapsed() > CALLBACK_TIMEOUT, "a timeout is what Tencent repeats for");
    assert!(start.elapsed() < CALLBACK_TIMEOUT + Duration::from_secs(1));

    nats.start_again(0);
    tell(endpoint.address, "one", 2);
    let _worker = worker(&nats, &[]);
    eventually("both are done", || nats.line_count() >= 2);
    assert_eq!(nats.journal("one"), lines(2));
}

#[test]
fn before_commands_are_answered_by_policy_at_once() {
    let mut nats = Nats::single();
    let closed = Endpoint::start(&nats, &[]);
    let open = Endpoint::start(&nats, &[("TIM_POLICY", "open")]);
    let answer = |endpoint: &Endpoint, text| {
        let start = Instant::now();
        let answer = Callback::before(text).post(endpoint.address).unwrap();
        (answer, start.elapsed())
    };
    for endpoint in [&closed, &open] {
        tell(endpoint.address, "one", 1);
    }
    nats.kill(0);
    eventually("it notices", || closed.process.log().contains("disconnected"));
    for (endpoint, text, expected) in [
        (&closed, "good morning", REJECTED),
        (&open, "good morning", ALLOWED),
        // Goes on as if it were new: it is still moderated.
        (&open, "casino tonight", REJECTED),
    ] {
        let (answer, elapsed) = answer(endpoint, text);
        assert_eq!(answer, (200, expected.to_owned()));
        assert!(elapsed < Duration::from_millis(400), "{elapsed:?}");
    }
    for words in [r#""outcome":"guard_failed""#, "no connection to NATS"] {
        eventually("the log says why", || closed.process.log().contains(words));
    }
}

#[test]
fn a_server_that_does_not_answer_is_as_good_as_none() {
    let mut nats = Nats::single();
    let closed = Endpoint::start(&nats, &[]);
    let open = Endpoint::start(&nats, &[("TIM_POLICY", "open")]);
    for endpoint in [&closed, &open] {
        tell(endpoint.address, "one", 1);
    }
    nats.pause(0);
    let answer = |endpoint: &Endpoint, text| Callback::before(text).post(endpoint.address).unwrap();
    assert_eq!(answer(&closed, "good morning"), (200, REJECTED.to_owned()));
    // The guard gives up in time for the moderator to be asked.
    assert_eq!(answer(&open, "casino tonight"), (200, REJECTED.to_owned()));
    assert_eq!(Callback::after("one", 2).post(closed.address).unwrap().0, 503);
    nats.resume(0);
    tell(closed.address, "one", 2);
    assert_eq!(nats.stored(), 2);
}

#[test]
fn after_commands_wait_for_nats_to_come_back_but_not_all_of_them() {
    let mut nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[("STORE_WITHIN_MS", "50000")]);
    tell(endpoint.address, "two", 1);
    nats.kill(0);
    let start = Instant::now();
    let address = endpoint.address;
    let (answered, answers) = mpsc::channel();
    for seq in 1..=300 {
        let answered = answered.clone();
        thread::spawn(move || answered.send(Callback::after("one", seq).post(address).unwrap().0));
    }
    drop(answered);
    let at_once: Vec<_> = answers.iter().take(300 - 256).collect();
    assert_eq!(at_once, [503; 300 - 256]);
    // Before-commands still get through.
    assert_eq!(Callback::before("good morning").post(address).unwrap().0, 200);
    assert!(start.elapsed() < Duration::from_secs(50), "they waited, too");
    nats.start_again(0);
    assert_eq!(answers.iter().collect::<Vec<_>>(), [200; 256]);
    assert_eq!(nats.stored(), 257);
}

#[test]
fn an_endpoint_and_a_worker_start_before_nats_does() {
    let mut nats = Nats::single();
    nats.kill(0);
    let endpoint = Endpoint::start(&nats, &[]);
    let mut idle = worker(&nats, &[]);
    let _worker = worker(&nats, &[]);
    assert_eq!(Callback::after("one", 1).post(endpoint.address).unwrap().0, 503);
    assert!(idle.terminate().success());
    nats.start_again(0);
    tell(endpoint.address, "one", 1);
    eventually("it is done", || nats.journal("one") == lines(1));
}

#[test]
fn a_full_stream_takes_no_more_and_loses_nothing() {
    let nats = Nats::single();
    let full = [("BACKLOG", "3"), ("KEEP_DONE", "0")];
    let endpoint = Endpoint::start(&nats, &[full[0], full[1], ("STORE_WITHIN_MS", "500")]);
    for seq in 1..=3 {
        tell(endpoint.address, "one", seq);
    }
    assert_eq!(Callback::after("one", 4).post(endpoint.address).unwrap().0, 503);
    // What is stored already may still be repeated.
    assert_eq!(Callback::after("one", 3).post(endpoint.address).unwrap().0, 200);
    assert_eq!(nats.stored(), 3);
    let _worker = worker(&nats, &full);
    tell(endpoint.address, "one", 4);
    eventually("all four are done", || nats.line_count() >= 4);
    assert_eq!(nats.journal("one"), lines(4));
}

#[test]
fn a_cluster_goes_on_without_one_server_and_waits_without_two() {
    let mut nats = Nats::cluster();
    let endpoint = Endpoint::start(&nats, &[("TIM_POLICY", "open")]);
    let _worker = worker(&nats, &[]);
    tell(endpoint.address, "one", 1);
    for seq in [2, 3, 4] {
        let down = seq - 2;
        nats.wait_until_healthy();
        nats.kill(down);
        let start = Instant::now();
        tell(endpoint.address, "one", seq);
        println!("stored {:?} after a server died", start.elapsed());
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        nats.start_again(down);
        eventually("it is done", || nats.line_count() >= seq);
    }
    nats.kill(0);
    nats.kill(1);
    let stored = Callback::after("one", 5).post(endpoint.address).unwrap();
    assert_eq!(stored.0, 503);
    for (text, expected) in [("good morning", ALLOWED), ("casino tonight", REJECTED)] {
        let answer = Callback::before(text).post(endpoint.address).unwrap();
        assert_eq!(answer, (200, expected.to_owned()));
    }
    nats.start_again(0);
    nats.start_again(1);
    tell(endpoint.address, "one", 5);
    eventually("all is done", || nats.line_count() >= 5);
    assert_eq!(nats.journal("one"), lines(5));
}
