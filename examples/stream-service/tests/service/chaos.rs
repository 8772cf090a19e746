//! Servers, workers and endpoints are killed and stalled under load, in a cluster of three.
//!
//! `CHAOS_KILLS` and `CHAOS_EVENTS` make the dose larger; `README.md` has the one that was measured.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::eventually;
use crate::nats_server::Nats;
use crate::process::{Endpoint, Process, worker};
use crate::tencent::{ALLOWED, Callback, lines};

/// How many senders there are. Each has groups of its own, and sends their messages in order.
const SENDERS: usize = 6;

/// How many groups each sender has.
const GROUPS: usize = 2;

/// How long something stalls: longer than a server or a worker may be silent.
const STALL: Duration = Duration::from_millis(2500);

/// The pause between two messages of a sender: the machine has two cores, for all of this.
const THINK: Duration = Duration::from_millis(40);

/// The pause between two blows.
const PAUSE: Duration = Duration::from_millis(700);

const WORKER: &[(&str, &str)] = &[("PACE_MS", "2"), ("DELIVERIES", "50")];

fn dose(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |value| value.parse().unwrap())
}

/// The senders: Tencent, with repetition switched on in the console. They count for themselves.
struct Senders {
    addresses: Mutex<Vec<SocketAddr>>,
    acknowledged: AtomicU64,
    refused: AtomicU64,
    over: AtomicBool,
}

impl Senders {
    /// Sends until all is over. Returns how many messages each group has.
    fn send(&self, sender: usize, enough: u64) -> usize {
        let mut sent = 0;
        let over = || {
            self.over.load(Ordering::SeqCst) && self.acknowledged.load(Ordering::SeqCst) >= enough
        };
        while !over() {
            sent += 1;
            for group in 0..GROUPS {
                let mut turn = sender;
                eventually("an event is acknowledged", || {
                    turn += 1;
                    self.is_acknowledged(&Callback::after(&name(sender, group), sent), turn)
                });
                self.acknowledged.fetch_add(1, Ordering::SeqCst);
                thread::sleep(THINK);
            }
        }
        sent
    }

    fn is_acknowledged(&self, callback: &Callback, turn: usize) -> bool {
        let address = {
            let addresses = self.addresses.lock().unwrap();
            addresses[turn % addresses.len()]
        };
        let answer = callback.post_within(address, STALL);
        let acknowledged = matches!(answer, Ok((200, body)) if body == ALLOWED);
        if !acknowledged {
            self.refused.fetch_add(1, Ordering::SeqCst);
        }
        acknowledged
    }
}

/// Ends the senders also when something panics.
struct SetWhenDropped<'a>(&'a AtomicBool);

impl Drop for SetWhenDropped<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

fn name(sender: usize, group: usize) -> String {
    format!("group{sender}-{group}")
}

/// The same blows in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

struct System {
    nats: Nats,
    endpoints: Vec<Endpoint>,
    workers: Vec<Process>,
}

impl System {
    /// Kills something, or stalls it. Every other time, that is a server.
    fn strike(&mut self, blow: usize, numbers: &mut Numbers, senders: &Senders) {
        let stalls = numbers.below(2) == 1;
        match (blow % 4, stalls) {
            (1, true) => stall(&self.workers[numbers.below(self.workers.len())]),
            (1, false) => {
                let number = numbers.below(self.workers.len());
                self.workers[number].kill();
                self.workers[number] = worker(&self.nats, WORKER);
            }
            (3, true) => stall(&self.endpoints[numbers.below(self.endpoints.len())].process),
            (3, false) => {
                let number = numbers.below(self.endpoints.len());
                self.endpoints[number].process.kill();
                self.endpoints[number] = Endpoint::start(&self.nats, &[]);
                senders.addresses.lock().unwrap()[number] = self.endpoints[number].address;
            }
            (_, stalls) => {
                let server = numbers.below(self.nats.count());
                if stalls {
                    self.nats.pause(server);
                    thread::sleep(STALL);
                    self.nats.resume(server);
                } else {
                    self.nats.kill(server);
                    thread::sleep(PAUSE);
                    self.nats.start_again(server);
                }
                self.nats.wait_until_healthy();
            }
        }
    }
}

fn stall(process: &Process) {
    process.pause();
    thread::sleep(STALL);
    process.resume();
}

#[test]
fn nothing_is_lost_or_done_twice_or_out_of_order_whatever_breaks() {
    let (kills, events) = (dose("CHAOS_KILLS", 12), dose("CHAOS_EVENTS", 1500));
    let nats = Nats::cluster();
    let endpoints: Vec<_> = (0..2).map(|_| Endpoint::start(&nats, &[])).collect();
    let workers = (0..3).map(|_| worker(&nats, WORKER)).collect();
    let senders = Senders {
        addresses: Mutex::new(endpoints.iter().map(|endpoint| endpoint.address).collect()),
        acknowledged: AtomicU64::new(0),
        refused: AtomicU64::new(0),
        over: AtomicBool::new(false),
    };
    let mut system = System { nats, endpoints, workers };

    let started = Instant::now();
    let sent: Vec<_> = thread::scope(|scope| {
        let send = |sender| {
            scope.spawn({
                let senders = &senders;
                move || senders.send(sender, events as u64)
            })
        };
        let sending: Vec<_> = (0..SENDERS).map(send).collect();
        let until_all_is_broken = SetWhenDropped(&senders.over);
        let mut numbers = Numbers(1);
        for blow in 0..kills {
            thread::sleep(PAUSE);
            system.strike(blow, &mut numbers, &senders);
        }
        drop(until_all_is_broken);
        sending.into_iter().map(|sender| sender.join().unwrap()).collect()
    });

    let System { nats, .. } = &system;
    let ended = Instant::now();
    while nats.waiting() > 0 {
        assert!(ended.elapsed() < Duration::from_secs(120), "{:#?}", nats.state());
        thread::sleep(PAUSE);
    }
    let mut groups = HashMap::<String, Vec<String>>::new();
    for line in nats.lines() {
        let (group, what) = line.split_once(": ").unwrap();
        groups.entry(group.to_owned()).or_default().push(what.to_owned());
    }
    for (sender, sent) in sent.into_iter().enumerate() {
        for group in 0..GROUPS {
            let group = format!("1400000000 {}", name(sender, group));
            assert_eq!(groups.remove(&group).unwrap_or_default(), lines(sent), "{group}");
        }
    }
    let acknowledged = senders.acknowledged.load(Ordering::SeqCst);
    assert_eq!((groups.len(), nats.messages("tim-dead")), (0, 0));
    assert_eq!(nats.line_count() as u64, acknowledged);
    println!(
        "{kills} blows, {acknowledged} acknowledged and as many lines, {} attempts failed, {:?}",
        senders.refused.load(Ordering::SeqCst),
        started.elapsed()
    );
}
