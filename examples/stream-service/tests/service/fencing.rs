//! The scripts themselves, called by a former owner.

use redis::{RedisResult, Script, Value};

use crate::eventually;
use crate::redis_server::Redis;

const ACQUIRE: &str = include_str!("../../src/scripts/acquire.lua");
const LEASE: &str = "{tim:0}:lease";
const STREAM: &str = "{tim:0}:stream";

macro_rules! fenced {
    ($name:literal) => {
        (
            $name,
            concat!(
                include_str!("../../src/scripts/fence.lua"),
                include_str!(concat!("../../src/scripts/", $name, ".lua"))
            ),
        )
    };
}

/// All that only an owner may do.
const FENCED: [(&str, &str); 5] =
    [fenced!("take"), fenced!("commit"), fenced!("bury"), fenced!("renew"), fenced!("release")];

fn acquire(redis: &Redis, worker: &str, lease: u64) -> Option<u64> {
    let script = Script::new(ACQUIRE);
    let mut call = script.key(LEASE);
    call.key(STREAM).arg(worker).arg(lease).arg("workers");
    call.invoke(&mut redis.connection()).unwrap()
}

/// Calls a fenced script with whatever the longest of them needs.
fn call(redis: &Redis, script: &str, worker: &str, epoch: u64, id: &str) -> RedisResult<Value> {
    let script = Script::new(script);
    let mut call = script.key(LEASE);
    call.key(STREAM).key("{tim:0}:third").key("{tim:0}:fourth").arg(worker).arg(epoch);
    // `renew` takes a time where the others take the group.
    call.arg("workers").arg(id).arg(600_000).arg("text");
    call.invoke(&mut redis.connection())
}

#[test]
fn a_former_owner_can_do_nothing() {
    let redis = Redis::start();
    let mut add = redis::cmd("XADD");
    let id: String = redis.ask(add.arg(STREAM).arg("*").arg("body").arg("{}"));
    let first = acquire(&redis, "first", 1).unwrap();
    let take = FENCED[0].1;
    assert!(matches!(call(&redis, take, "first", first, &id), Ok(Value::Array(_))));

    let mut second = None;
    eventually("the lease runs out", || {
        second = acquire(&redis, "second", 600_000);
        second.is_some()
    });
    assert_eq!(second, Some(first + 1));
    assert_eq!(acquire(&redis, "third", 1), None);
    assert_eq!(acquire(&redis, "first", 1), None);

    // Neither by its name and number, nor by one of the two.
    for (worker, epoch) in [("first", first), ("first", first + 1), ("second", first)] {
        for (name, script) in FENCED {
            let error = call(&redis, script, worker, epoch, &id).expect_err(name);
            assert_eq!(error.code(), Some("FENCED"), "{name}: {error}");
        }
    }
    assert_eq!((redis.entries("stream"), redis.pending(Some("first"))), (1, 1));
    assert_eq!(redis.owners(), ["second"]);
    // The owner can: the same call passes the fence.
    assert!(matches!(call(&redis, take, "second", first + 1, &id), Ok(Value::Array(_))));
    assert_eq!((redis.pending(Some("first")), redis.pending(Some("second"))), (0, 1));
}

#[test]
fn what_is_done_is_not_done_again_by_a_request_that_arrives_late() {
    let redis = Redis::start();
    let mut add = redis::cmd("XADD");
    let id: String = redis.ask(add.arg(STREAM).arg("*").arg("body").arg("{}"));
    let epoch = acquire(&redis, "owner", 600_000).unwrap();
    let [take, commit, bury] = [0, 1, 2].map(|place| FENCED[place].1);
    call(&redis, take, "owner", epoch, &id).unwrap();
    let said = |script| match call(&redis, script, "owner", epoch, &id) {
        Ok(Value::BulkString(said)) => String::from_utf8(said).unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(said(commit), "applied");
    // Not even when the mark is forgotten.
    assert_eq!(redis.ask::<usize>(redis::cmd("DEL").arg("{tim:0}:third")), 1);
    assert_eq!(said(commit), "gone");
    assert_eq!(said(bury), "gone");
    assert_eq!(redis.ask::<usize>(redis::cmd("LLEN").arg("{tim:0}:fourth")), 1);
}
