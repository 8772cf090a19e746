//! Callbacks arrive and are decided or processed.

use tim_callback::receiver::Unread;

use crate::eventually;
use crate::process::{Endpoint, Worker};
use crate::redis_server::Redis;
use crate::tencent::{AFTER, ALLOWED, BEFORE, Callback, FRIENDS, REJECTED, lines, tell};

#[test]
fn before_commands_are_decided_at_once() {
    let redis = Redis::start();
    let mut endpoint = Endpoint::start(&redis, &[]);
    let address = endpoint.address;
    let answer = |text| Callback::before(text).post(address).unwrap();
    assert_eq!(answer("good morning"), (200, ALLOWED.to_owned()));
    assert_eq!(answer("casino tonight"), (200, REJECTED.to_owned()));
    assert_eq!(redis.entries("stream"), 0);
    assert!(endpoint.process.terminate().success());
}

#[test]
fn after_commands_are_worked_on_in_order_and_leave_nothing_behind() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    // Half of them wait before there is a worker.
    for seq in 1..=10 {
        for group in ["one", "two", "three"] {
            tell(endpoint.address, group, seq);
        }
    }
    assert_eq!(redis.entries("stream"), 30);
    let _worker = Worker::start(&redis, &[]);
    for seq in 11..=20 {
        for group in ["one", "two", "three"] {
            tell(endpoint.address, group, seq);
        }
    }
    for group in ["one", "two", "three"] {
        eventually("a journal is complete", || redis.journal(group).len() >= 20);
        assert_eq!(redis.journal(group), lines(20));
    }
    eventually("the streams are empty", || redis.entries("stream") == 0);
    assert_eq!((redis.pending(None), redis.entries("dead")), (0, 0));
}

#[test]
fn commands_that_the_crate_does_not_know_are_worked_on_too() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    let _worker = Worker::start(&redis, &[]);
    let callback = Callback::new("Live.SomethingNew", "not even JSON");
    assert_eq!(callback.post(endpoint.address).unwrap(), (200, ALLOWED.to_owned()));
    let journal = || {
        let keys = redis.keys("*:journal:1400000000");
        keys.first().map(|key| redis.ask(redis::cmd("LRANGE").arg(key).arg(0).arg(-1)))
    };
    eventually("it is processed", || journal().is_some());
    assert_eq!(journal(), Some(vec!["Live.SomethingNew".to_owned()]));
}

#[test]
fn what_is_not_signed_is_refused_and_not_stored() {
    let redis = Redis::start();
    let closed = Endpoint::start(&redis, &[]);
    let open = Endpoint::start(&redis, &[("POLICY", "open")]);
    let refused = (401, "not authenticated".to_owned());
    let old = tim_callback::UnixSeconds::new(1_669_872_112);
    for (command, by_closed) in [
        (AFTER, &refused),
        ("Live.SomethingNew", &refused),
        (FRIENDS, &refused),
        (BEFORE, &(200, REJECTED.to_owned())),
        ("Live.BeforeSomethingNew", &(200, REJECTED.to_owned())),
    ] {
        let stale = Callback::signed_at(old, command, "{}");
        assert_eq!(&stale.post(closed.address).unwrap(), by_closed, "{command}");
        assert_eq!(stale.post(open.address).unwrap(), refused, "{command}");
    }
    assert_eq!(redis.entries("stream"), 0);
    let log = closed.process.log();
    for words in ["app=1400000000", r#"outcome="refused" decision="reject""#, "request time is"] {
        assert!(log.contains(words), "no {words:?} in {log}");
    }
}

#[test]
fn a_body_that_cannot_be_read_is_refused_and_not_stored() {
    let redis = Redis::start();
    let in_short = [("STORE_WITHIN_MS", "300")];
    let closed = Endpoint::start(&redis, &in_short);
    let open = Endpoint::start(&redis, &[in_short[0], ("POLICY", "open")]);
    let rejected = (200, REJECTED.to_owned());
    for (unread, status, text) in [
        (Unread::TooLarge, 413, "too large"),
        (Unread::TooSlow, 408, "timed out"),
        (Unread::BrokenOff, 400, "bad request"),
    ] {
        let refused = (status, text.to_owned());
        for (command, by_closed) in [(AFTER, &refused), (FRIENDS, &refused), (BEFORE, &rejected)] {
            let answer = |endpoint: &Endpoint| {
                Callback::new(command, "{}").post_unread(endpoint.address, unread).unwrap()
            };
            assert_eq!(&answer(&closed), by_closed, "{command} {unread}");
            assert_eq!(answer(&open), refused, "{command} {unread}");
        }
    }
    assert_eq!(redis.entries("stream"), 0);
}

#[test]
fn a_machine_with_another_number_of_shards_stores_and_takes_nothing() {
    let redis = Redis::start();
    let first = Endpoint::start(&redis, &[]);
    tell(first.address, "one", 1);
    let other = Endpoint::start(&redis, &[("SHARDS", "5")]);
    assert_eq!(Callback::after("one", 2).post(other.address).unwrap().0, 503);
    assert!(other.process.log().contains("SHARDS is 5 here and 4 in Redis"));
    assert_eq!(redis.entries("stream"), 1);
    let mut worker = Worker::start(&redis, &[("SHARDS", "5")]);
    assert!(!worker.process.wait().success());
    assert!(worker.process.log().contains("SHARDS is 5 here and 4 in Redis"));
}
