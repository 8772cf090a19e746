//! Workers die at work, connections break, Redis restarts.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::eventually;
use crate::process::{Endpoint, Worker};
use crate::redis_server::Redis;
use crate::tencent::{lines, tell};

/// So slow that it is never done with anything.
const STUCK: &[(&str, &str)] = &[("PACE_MS", "600000")];

#[test]
fn what_a_dead_worker_had_in_its_hands_is_done_by_another() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    let mut dying = Worker::start(&redis, STUCK);
    for seq in 1..=5 {
        tell(endpoint.address, "one", seq);
    }
    eventually("it is at work", || redis.pending(Some(&dying.name)) == 1);
    dying.process.kill();
    assert_eq!(redis.pending(Some(&dying.name)), 1);

    let _heir = Worker::start(&redis, &[]);
    eventually("all is done", || redis.journal("one").len() >= 5);
    assert_eq!(redis.journal("one"), lines(5));
    eventually("nothing is left", || redis.entries("stream") == 0);
    assert_eq!(redis.pending(None), 0);
}

#[test]
fn a_worker_that_wakes_up_too_late_does_nothing() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    let sleeper = Worker::start(&redis, &[("PACE_MS", "300")]);
    for seq in 1..=5 {
        tell(endpoint.address, "one", seq);
    }
    sleeper.pause_at_work(&redis);
    let done = redis.journal("one").len();
    assert!(done < 5, "it was stopped at work");

    let _heir = Worker::start(&redis, &[]);
    eventually("all is done by another", || redis.journal("one").len() >= 5);
    assert_eq!(redis.journal("one"), lines(5));
    // Its work on what it had is long over: it goes on by writing it, if it can.
    sleeper.process.resume();
    tell(endpoint.address, "one", 6);
    eventually("it has heard", || redis.owners().contains(&sleeper.name));
    tell(endpoint.address, "one", 7);
    eventually("the rest is done", || redis.journal("one").len() >= 7);
    assert_eq!(redis.journal("one"), lines(7));
}

/// Ends the sender also when something panics.
struct SetWhenDropped<'a>(&'a AtomicBool);

impl Drop for SetWhenDropped<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn nothing_is_lost_or_done_twice_or_out_of_order_whatever_breaks() {
    let mut redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    let groups: Vec<_> = (0..6).map(|group| format!("group{group}")).collect();
    let pace = &[("PACE_MS", "5")];
    let mut workers: Vec<_> = (0..2).map(|_| Worker::start(&redis, pace)).collect();

    let (address, over) = (endpoint.address, AtomicBool::new(false));
    let done = |redis: &Redis| groups.iter().map(|group| redis.journal(group).len()).sum();
    let goes_on = |redis: &Redis| {
        let before: usize = done(redis);
        eventually("the work goes on", || done(redis) > before + 10);
    };
    let sent = thread::scope(|scope| {
        // Tencent, with repetition switched on in the console.
        let sender = scope.spawn(|| {
            let mut sent = 0;
            while !over.load(Ordering::SeqCst) {
                sent += 1;
                for group in &groups {
                    tell(address, group, sent);
                    thread::sleep(Duration::from_millis(5));
                }
            }
            sent
        });
        let until_all_is_broken = SetWhenDropped(&over);
        for _ in 0..3 {
            let mut victim = workers.remove(0);
            victim.pause_at_work(&redis);
            victim.process.kill();
            workers.push(Worker::start(&redis, pace));
            goes_on(&redis);

            assert!(redis.cut_connections() > 0);
            goes_on(&redis);

            redis.kill();
            redis.start_again();
            goes_on(&redis);
        }
        drop(until_all_is_broken);
        sender.join().unwrap()
    });

    for group in &groups {
        eventually("a journal is complete", || redis.journal(group).len() >= sent);
        assert_eq!(redis.journal(group), lines(sent), "{group}");
    }
    eventually("nothing is left", || redis.entries("stream") == 0);
    assert_eq!((redis.pending(None), redis.entries("dead")), (0, 0));
}
