//! What comes twice, on two machines.

use tim_callback::UnixSeconds;

use crate::eventually;
use crate::process::{Endpoint, Worker};
use crate::redis_server::Redis;
use crate::tencent::{AFTER, ALLOWED, Callback, REJECTED, after_body, lines, tell};

#[test]
fn a_before_command_that_comes_again_at_another_machine_is_refused() {
    let redis = Redis::start();
    for (policy, again) in
        [("closed", (200, REJECTED.to_owned())), ("open", (409, "received before".to_owned()))]
    {
        let [one, other] = [(); 2].map(|()| Endpoint::start(&redis, &[("POLICY", policy)]));
        let callback = Callback::before(&format!("good morning to all who are {policy}"));
        let allowed = (200, ALLOWED.to_owned());
        assert_eq!(callback.post(one.address).unwrap(), allowed);
        assert_eq!(callback.post(other.address).unwrap(), again);
        assert_eq!(callback.post(one.address).unwrap(), again);
        let another = Callback::before(&format!("good evening to all who are {policy}"));
        assert_eq!(another.post(other.address).unwrap(), allowed);
    }
}

#[test]
fn a_before_command_is_remembered_for_longer_than_any_clock_takes_it() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    assert_eq!(Callback::before("good morning").post(endpoint.address).unwrap().0, 200);
    let keys = redis.keys("tim:replay:*");
    assert_eq!(keys.len(), 1);
    let seconds: u64 = redis.ask(redis::cmd("TTL").arg(&keys));
    // The window of 60 s with its last second, and 60 s between clocks. It was set a while ago.
    assert!((62..=121).contains(&seconds), "{seconds}");
}

#[test]
fn an_after_command_that_comes_again_is_acknowledged_and_not_stored_again() {
    let redis = Redis::start();
    let [one, other] = [(); 2].map(|()| Endpoint::start(&redis, &[]));
    let callback = Callback::after("one", 1);
    for endpoint in [&one, &other, &one] {
        assert_eq!(callback.post(endpoint.address).unwrap(), (200, ALLOWED.to_owned()));
    }
    assert_eq!(redis.entries("stream"), 1);
    // With a new signature it is a new callback, but still the same event.
    let now = UnixSeconds::try_from(std::time::SystemTime::now()).unwrap();
    let later = UnixSeconds::new(now.get() + 20);
    let again = Callback::signed_at(later, AFTER, &after_body("one", 1));
    assert_eq!(again.post(other.address).unwrap(), (200, ALLOWED.to_owned()));
    assert_eq!(redis.entries("stream"), 1);
}

#[test]
fn an_after_command_that_comes_again_when_it_is_done_is_not_done_again() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    let _worker = Worker::start(&redis, &[]);
    tell(endpoint.address, "one", 1);
    eventually("it is done", || redis.journal("one").len() == 1);
    tell(endpoint.address, "one", 1);
    assert_eq!(redis.entries("stream"), 0);
    tell(endpoint.address, "one", 2);
    eventually("the next one is done", || redis.journal("one").len() >= 2);
    assert_eq!(redis.journal("one"), lines(2));
}

#[test]
fn an_event_that_was_forgotten_while_it_waited_is_stored_twice_and_done_once() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    tell(endpoint.address, "one", 1);
    for mark in redis.keys("{tim:*}:mark:*") {
        assert_eq!(redis.ask::<usize>(redis::cmd("DEL").arg(mark)), 1);
    }
    tell(endpoint.address, "one", 1);
    assert_eq!(redis.entries("stream"), 2);
    let _worker = Worker::start(&redis, &[]);
    eventually("both are processed", || redis.entries("stream") == 0);
    assert_eq!(redis.journal("one"), lines(1));
}
