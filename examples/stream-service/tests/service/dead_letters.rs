//! Entries that cannot be processed, and work that fails.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use stream_service::config::WorkerConfig;
use stream_service::work::{Job, Record, Work, WorkError};
use stream_service::worker;
use tim_callback::AnyCallback;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::eventually;
use crate::process::{Endpoint, Worker};
use crate::redis_server::Redis;
use crate::tencent::{AFTER, ALLOWED, Callback, lines, tell};

/// One shard: what comes later waits for what came first.
const ONE_SHARD: (&str, &str) = ("SHARDS", "1");

fn only_dead_letter(redis: &Redis) -> HashMap<String, String> {
    let mut letters = redis.dead_letters();
    assert_eq!(letters.len(), 1, "{letters:?}");
    let fields = letters.remove(0).1.into_iter();
    fields.map(|(name, value)| (name, String::from_utf8(value).unwrap())).collect()
}

#[test]
fn what_does_not_decode_is_kept_with_the_reason_and_holds_nothing_up() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[ONE_SHARD]);
    let body = r#"{"CallbackCommand":"Group.CallbackAfterSendMsg","GroupId":5}"#;
    let poison = Callback::new(AFTER, body);
    assert_eq!(poison.post(endpoint.address).unwrap(), (200, ALLOWED.to_owned()));
    tell(endpoint.address, "one", 1);
    let _worker = Worker::start(&redis, &[ONE_SHARD, ("DELIVERIES", "3")]);
    eventually("what is behind it is done", || redis.journal("one") == lines(1));

    let letter = only_dead_letter(&redis);
    assert_eq!(letter["deliveries"], "3");
    assert!(letter["reason"].contains("GroupId"), "{letter:?}");
    assert_eq!(letter["body"], body);
    assert!(letter["query"].contains("CallbackCommand=Group.CallbackAfterSendMsg"), "{letter:?}");
    assert_eq!((redis.entries("stream"), redis.pending(None)), (0, 0));
}

#[test]
fn an_entry_that_no_endpoint_stored_is_a_dead_letter_too() {
    let redis = Redis::start();
    let _worker = Worker::start(&redis, &[("DELIVERIES", "1")]);
    for field in ["mark", "query"] {
        let mut add = redis::cmd("XADD");
        let _: String = redis.ask(add.arg("{tim:0}:stream").arg("*").arg(field).arg("x"));
    }
    eventually("both are buried", || redis.entries("dead") == 2);
    let reasons: Vec<_> = redis
        .dead_letters()
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .filter_map(|(name, value)| (name == "reason").then(|| String::from_utf8(value).unwrap()))
        .collect();
    assert_eq!(reasons, ["the entry has no query", "the entry has no mark"]);
}

#[test]
fn dead_letters_count_towards_the_bound() {
    let redis = Redis::start();
    let bound = &[ONE_SHARD, ("BACKLOG", "2"), ("STORE_WITHIN_MS", "500")];
    let endpoint = Endpoint::start(&redis, bound);
    for body in ["{}", "[]"] {
        assert_eq!(Callback::new(AFTER, body).post(endpoint.address).unwrap().0, 200);
    }
    let _worker = Worker::start(&redis, &[ONE_SHARD, ("DELIVERIES", "1")]);
    eventually("both are buried", || redis.entries("dead") == 2);
    assert_eq!(Callback::after("one", 1).post(endpoint.address).unwrap().0, 503);
    assert_eq!(redis.ask::<usize>(redis::cmd("DEL").arg("{tim:0}:dead")), 1);
    tell(endpoint.address, "one", 1);
}

/// Work that fails in one way for a while.
struct Failing {
    panics: bool,
    fails_at_most: u64,
    failed: Arc<AtomicU64>,
}

impl Work for Failing {
    async fn prepare(&self, job: &Job) -> Result<Record, WorkError> {
        let AnyCallback::GroupAfterSendMsg(call) = &job.callback else { panic!("{job:?}") };
        if call.msg_seq == 1 && self.failed.load(Ordering::SeqCst) < self.fails_at_most {
            self.failed.fetch_add(1, Ordering::SeqCst);
            assert!(!self.panics, "the work's own");
            return Err("the database is down".into());
        }
        let journal = format!("1400000000:{}", call.group_id);
        Ok(Record { journal, line: format!("jared sent message {}", call.msg_seq) })
    }
}

/// Runs a worker in this process on two messages, until the second one is done.
fn work_on_two(redis: &Redis, work: Failing) {
    let endpoint = Endpoint::start(redis, &[ONE_SHARD]);
    tell(endpoint.address, "one", 1);
    tell(endpoint.address, "one", 2);
    let config = WorkerConfig::read(|name| match name {
        "REDIS_URL" => Some(redis.url()),
        "SHARDS" => Some("1".to_owned()),
        "DELIVERIES" => Some("2".to_owned()),
        _ => None,
    })
    .unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let runtime = Runtime::new().unwrap();
    let worker = runtime.spawn(async move {
        worker::run(&config, work, async { drop(stopped.await) }).await.map_err(|e| e.to_string())
    });
    eventually("the second is done", || {
        redis.journal("one").last().is_some_and(|line| line.ends_with('2'))
    });
    stop.send(()).unwrap();
    runtime.block_on(worker).unwrap().unwrap();
}

#[test]
fn work_that_panics_on_an_event_makes_it_a_dead_letter() {
    let redis = Redis::start();
    let failed = Arc::default();
    work_on_two(
        &redis,
        Failing { panics: true, fails_at_most: u64::MAX, failed: Arc::clone(&failed) },
    );
    assert_eq!(failed.load(Ordering::SeqCst), 2);
    assert_eq!(redis.journal("one"), ["jared sent message 2"]);
    assert_eq!(only_dead_letter(&redis)["reason"], "the work panicked");
}

#[test]
fn work_that_fails_is_tried_until_it_does_not_and_all_wait_for_it() {
    let redis = Redis::start();
    let failed = Arc::default();
    work_on_two(&redis, Failing { panics: false, fails_at_most: 5, failed: Arc::clone(&failed) });
    assert_eq!(failed.load(Ordering::SeqCst), 5);
    assert_eq!(redis.journal("one"), lines(2));
    assert_eq!(redis.entries("dead"), 0);
}
