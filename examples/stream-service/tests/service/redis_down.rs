//! Without Redis nothing is acknowledged that is not stored.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tim_callback::CALLBACK_TIMEOUT;

use crate::eventually;
use crate::process::{Endpoint, Worker};
use crate::redis_server::Redis;
use crate::tencent::{ALLOWED, Callback, REJECTED, lines, tell};

#[test]
fn an_after_command_is_not_acknowledged_and_done_when_it_is_repeated() {
    let mut redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    tell(endpoint.address, "one", 1);
    redis.kill();
    let start = Instant::now();
    let (status, body) = Callback::after("one", 2).post(endpoint.address).unwrap();
    assert_eq!((status, body.as_str()), (503, "not stored"));
    assert!(start.elapsed() > CALLBACK_TIMEOUT, "a timeout is what Tencent repeats for");

    redis.start_again();
    tell(endpoint.address, "one", 2);
    let _worker = Worker::start(&redis, &[]);
    eventually("both are done", || redis.journal("one").len() >= 2);
    assert_eq!(redis.journal("one"), lines(2));
}

#[test]
fn before_commands_are_answered_by_policy() {
    let mut redis = Redis::start();
    let closed = Endpoint::start(&redis, &[]);
    let open = Endpoint::start(&redis, &[("POLICY", "open")]);
    redis.kill();
    let answer = |endpoint: &Endpoint, text| Callback::before(text).post(endpoint.address).unwrap();
    assert_eq!(answer(&closed, "good morning"), (200, REJECTED.to_owned()));
    for words in [r#"outcome="guard_failed" decision="reject" policy="failed""#, "cause="] {
        eventually("the log says why", || closed.process.log().contains(words));
    }
    assert_eq!(answer(&open, "good morning"), (200, ALLOWED.to_owned()));
    // Goes on as if it were new: it is still moderated.
    assert_eq!(answer(&open, "casino tonight"), (200, REJECTED.to_owned()));
}

#[test]
fn a_redis_that_does_not_answer_is_as_good_as_none() {
    let redis = Redis::start();
    let closed = Endpoint::start(&redis, &[]);
    let open = Endpoint::start(&redis, &[("POLICY", "open")]);
    for endpoint in [&closed, &open] {
        tell(endpoint.address, "one", 1);
    }
    redis.pause();
    let answer = |endpoint: &Endpoint, text| Callback::before(text).post(endpoint.address).unwrap();
    assert_eq!(answer(&closed, "good morning"), (200, REJECTED.to_owned()));
    // The guard gives up in time for the moderator to be asked.
    assert_eq!(answer(&open, "casino tonight"), (200, REJECTED.to_owned()));
    assert_eq!(Callback::after("one", 2).post(closed.address).unwrap().0, 503);
}

#[test]
fn after_commands_wait_for_redis_to_come_back_but_not_all_of_them() {
    let mut redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[("STORE_WITHIN_MS", "50000")]);
    redis.kill();
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
    assert!(start.elapsed() < Duration::from_secs(50), "they waited, too");
    redis.start_again();
    assert_eq!(answers.iter().collect::<Vec<_>>(), [200; 256]);
    assert_eq!(redis.entries("stream"), 256);
}

#[test]
fn an_endpoint_and_a_worker_start_before_redis_does() {
    let mut redis = Redis::start();
    redis.kill();
    let endpoint = Endpoint::start(&redis, &[]);
    let _worker = Worker::start(&redis, &[]);
    assert_eq!(Callback::after("one", 1).post(endpoint.address).unwrap().0, 503);
    redis.start_again();
    tell(endpoint.address, "one", 1);
    eventually("it is done", || redis.journal("one") == lines(1));
}

#[test]
fn a_full_shard_takes_no_more_and_loses_nothing() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[("BACKLOG", "3"), ("STORE_WITHIN_MS", "500")]);
    for seq in 1..=3 {
        tell(endpoint.address, "one", seq);
    }
    assert_eq!(Callback::after("one", 4).post(endpoint.address).unwrap().0, 503);
    // What is stored already may still be repeated.
    assert_eq!(Callback::after("one", 3).post(endpoint.address).unwrap().0, 200);
    assert_eq!(redis.entries("stream"), 3);
    let _worker = Worker::start(&redis, &[]);
    tell(endpoint.address, "one", 4);
    eventually("all four are done", || redis.journal("one").len() >= 4);
    assert_eq!(redis.journal("one"), lines(4));
}
