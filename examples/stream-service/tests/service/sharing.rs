//! Several workers share the shards.

use std::collections::BTreeMap;

use crate::eventually;
use crate::process::{Endpoint, Worker};
use crate::redis_server::Redis;
use crate::tencent::{lines, tell};

/// How many shards each owner has, least first.
fn shares(redis: &Redis) -> Vec<usize> {
    let mut shares = BTreeMap::<_, usize>::new();
    for owner in redis.owners() {
        *shares.entry(owner).or_default() += 1;
    }
    let mut shares: Vec<_> = shares.into_values().collect();
    shares.sort_unstable();
    shares
}

#[test]
fn shards_go_to_who_is_there() {
    let redis = Redis::start();
    let shards = &[("SHARDS", "8")];
    let mut workers: Vec<_> = (0..3).map(|_| Worker::start(&redis, shards)).collect();
    eventually("three share", || shares(&redis) == [2, 3, 3]);
    workers[0].process.kill();
    eventually("two share", || {
        shares(&redis) == [4, 4] && !redis.owners().contains(&workers[0].name)
    });
    workers.push(Worker::start(&redis, shards));
    eventually("three share again", || {
        shares(&redis) == [2, 3, 3] && redis.owners().contains(&workers[3].name)
    });
}

#[test]
fn a_worker_that_is_asked_to_stop_gives_its_shards_up_at_once() {
    let redis = Redis::start();
    // With such leases, nothing that is waited for here happens by a lease running out.
    let lease = &[("LEASE_MS", "600000")];
    let mut first = Worker::start(&redis, lease);
    eventually("one has all", || shares(&redis) == [4]);
    assert!(first.process.terminate().success());
    assert_eq!(redis.owners(), Vec::<String>::new());
    let second = Worker::start(&redis, lease);
    eventually("the other has all", || redis.owners() == vec![second.name.clone(); 4]);
}

#[test]
fn all_work_and_every_group_keeps_its_order() {
    let redis = Redis::start();
    let endpoint = Endpoint::start(&redis, &[]);
    let workers: Vec<_> = (0..3).map(|_| Worker::start(&redis, &[])).collect();
    eventually("three share", || shares(&redis) == [1, 1, 2]);
    let leases = || -> Vec<BTreeMap<String, String>> {
        let leases = redis.keys("{tim:*}:lease");
        let mut leases: Vec<BTreeMap<_, _>> =
            leases.iter().map(|lease| redis.ask(redis::cmd("HGETALL").arg(lease))).collect();
        for lease in &mut leases {
            lease.remove("until");
        }
        leases
    };
    let before = leases();
    let groups: Vec<_> = (0..16).map(|group| format!("group{group}")).collect();
    for seq in 1..=10 {
        for group in &groups {
            tell(endpoint.address, group, seq);
        }
    }
    for group in &groups {
        eventually("a journal is complete", || redis.journal(group).len() >= 10);
        assert_eq!(redis.journal(group), lines(10));
    }
    // No shard changed hands, each has journals, and only an owner can write them: all worked.
    assert_eq!(leases(), before);
    for shard in 0..4 {
        assert!(!redis.keys(&format!("{{tim:{shard}}}:journal:*")).is_empty(), "shard {shard}");
    }
    drop(workers);
}
