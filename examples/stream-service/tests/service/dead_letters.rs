//! Events that cannot be worked on, and work that fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_nats::jetstream::consumer::pull;
use axum_service::run::Signal;
use clap::Parser as _;
use futures_util::{FutureExt as _, StreamExt as _};
use stream_service::connection::connect;
use stream_service::dead_letters::{DELIVERIES, REASON};
use stream_service::journal::Journal;
use stream_service::settings::{Args, Mode, WorkerSettings};
use stream_service::work::{Applied, Job, PartitionId, Work, WorkError};
use stream_service::worker;
use tim_callback::AnyCallback;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::eventually;
use crate::nats_server::{Found, Nats};
use crate::process::{Endpoint, worker as start_worker};
use crate::tencent::{AFTER, ALLOWED, Callback, lines, tell};

/// One partition: what comes later waits for what came first.
const ONE: (&str, &str) = ("PARTITIONS", "1");

fn header<'a>(letter: &'a Found, name: &str) -> &'a str {
    letter.headers.get(name).map_or("", |value| value.as_str())
}

fn only_dead_letter(nats: &Nats) -> Found {
    let mut letters = nats.all("tim-dead");
    assert_eq!(letters.len(), 1);
    letters.remove(0)
}

#[test]
fn what_does_not_decode_is_kept_with_the_reason_and_holds_nothing_up() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    let body = r#"{"CallbackCommand":"Group.CallbackAfterSendMsg","GroupId":5}"#;
    let poison = Callback::new(AFTER, body);
    assert_eq!(poison.post(endpoint.address).unwrap(), (200, ALLOWED.to_owned()));
    tell(endpoint.address, "one", 1);
    let _worker = start_worker(&nats, &[ONE]);
    eventually("what is behind it is done", || nats.journal("one") == lines(1));

    let letter = only_dead_letter(&nats);
    assert_eq!(header(&letter, DELIVERIES), "1");
    assert!(header(&letter, REASON).contains("GroupId"), "{:?}", letter.headers);
    assert_eq!(letter.body, body);
    let query = header(&letter, "Tim-Query");
    assert!(query.contains("CallbackCommand=Group.CallbackAfterSendMsg"), "{query}");
    eventually("nothing is left", || nats.waiting() == 0);
}

#[test]
fn a_message_that_no_endpoint_stored_is_a_dead_letter_too() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    tell(endpoint.address, "one", 1);
    nats.ask(async |context| Ok(context.publish("tim.x.0", "\r\n".into()).await?.await?));
    tell(endpoint.address, "one", 2);
    let _worker = start_worker(&nats, &[ONE]);
    eventually("what is behind it is done", || nats.journal("one") == lines(2));
    assert_eq!(header(&only_dead_letter(&nats), REASON), "the message has no Tim-Event");
}

/// A worker that never ends its work.
const STUCK: [(&str, &str); 4] =
    [ONE, ("DELIVERIES", "2"), ("ACK_WAIT_MS", "1000"), ("PACE_MS", "600000")];

/// The same, without being stuck.
const OFTEN: &[(&str, &str)] = &[ONE, STUCK[1], STUCK[2]];

/// Two workers die of the first event. The third time, a worker would bury it; nobody does, and the
/// server gives it up.
fn give_up_the_first(nats: &Nats, endpoint: &Endpoint) {
    tell(endpoint.address, "one", 1);
    for death in 1..=2 {
        let mut dying = start_worker(nats, &STUCK);
        eventually("it is given the event", || nats.given() == death);
        dying.kill();
    }
    let given = nats.ask(async |context| {
        let stream = context.get_stream("tim-0").await?;
        let consumer = stream.get_consumer::<pull::Config>("tim-worker").await?;
        let wait = Duration::from_secs(5);
        Ok(consumer.fetch().max_messages(5).expires(wait).messages().await?.count().await)
    });
    assert_eq!(given, 1);
}

#[test]
fn an_event_that_all_workers_die_of_is_buried_from_the_advisory_and_holds_nothing_up() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    give_up_the_first(&nats, &endpoint);
    for seq in 2..=3 {
        tell(endpoint.address, "one", seq);
    }
    let _worker = start_worker(&nats, OFTEN);
    eventually("nothing is left", || nats.waiting() == 0);
    assert_eq!(nats.journal("one"), lines(3)[1..]);
    let letter = only_dead_letter(&nats);
    assert_eq!(header(&letter, DELIVERIES), "3");
    assert_eq!(header(&letter, REASON), "every worker that was given it died or stalled");
    assert!(letter.body.contains(r#""MsgSeq":1"#), "{}", letter.body);
    eventually("the advisory is done", || nats.messages("tim-advisories") == 0);
}

#[test]
fn an_event_that_workers_die_of_is_buried_by_the_next_one() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    for seq in 1..=2 {
        tell(endpoint.address, "one", seq);
    }
    for death in 1..=2 {
        let mut dying = start_worker(&nats, &STUCK);
        eventually("it is given the event", || nats.given() == death);
        dying.kill();
    }
    let _worker = start_worker(&nats, OFTEN);
    eventually("nothing is left", || nats.waiting() == 0);
    assert_eq!(nats.journal("one"), lines(2)[1..]);
    assert_eq!(header(&only_dead_letter(&nats), DELIVERIES), "3");
}

#[test]
fn an_event_that_was_left_out_is_worked_on_before_those_behind_it() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    give_up_the_first(&nats, &endpoint);
    nats.ask(async |context| Ok(context.delete_stream("tim-advisories").await?));
    tell(endpoint.address, "one", 2);
    let _worker = start_worker(&nats, OFTEN);
    eventually("nothing is left", || nats.waiting() == 0);
    assert_eq!(nats.journal("one"), lines(2));
    assert_eq!(nats.messages("tim-dead"), 0);
}

#[test]
fn an_event_that_was_left_out_is_worked_on_even_if_none_is_behind_it() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    give_up_the_first(&nats, &endpoint);
    nats.ask(async |context| Ok(context.delete_stream("tim-advisories").await?));
    let _worker = start_worker(&nats, OFTEN);
    eventually("it is done", || nats.journal("one") == lines(1));
    eventually("nothing is left", || nats.waiting() == 0);
    assert_eq!(nats.messages("tim-dead"), 0);
}

#[test]
fn a_partition_whose_stream_is_created_anew_goes_on() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    let _worker = start_worker(&nats, OFTEN);
    for seq in 1..=3 {
        tell(endpoint.address, "one", seq);
    }
    eventually("all is done", || nats.journal("one") == lines(3));
    nats.ask(async |context| Ok(context.delete_stream("tim-0").await?));
    let anew = Endpoint::start(&nats, &[ONE]);
    for seq in 4..=6 {
        tell(anew.address, "one", seq);
    }
    eventually("the rest is done", || nats.journal("one").len() >= 6);
    assert_eq!(nats.journal("one"), lines(6));
}

#[test]
fn what_was_done_is_not_done_again_when_the_journal_has_forgotten_it() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[ONE]);
    let mut first = start_worker(&nats, OFTEN);
    for seq in 1..=3 {
        tell(endpoint.address, "one", seq);
    }
    eventually("all is done", || nats.journal("one") == lines(3) && nats.in_hand() == 0);
    first.kill();
    nats.ask(async |context| Ok(context.get_stream("tim-journal-0").await?.purge().await?));
    tell(endpoint.address, "one", 4);
    let _worker = start_worker(&nats, OFTEN);
    eventually("the fourth is done", || nats.journal("one").last() == lines(4).last());
    assert_eq!(nats.journal("one"), lines(4)[3..]);
}

/// Work that fails on the first message for a while, and otherwise writes the journal.
struct Failing {
    fails: fn() -> Result<Applied, WorkError>,
    at_most: u64,
    failed: Arc<AtomicU64>,
    journal: Journal,
}

impl Work for Failing {
    async fn apply(&self, job: &Job) -> Result<Applied, WorkError> {
        let AnyCallback::GroupAfterSendMsg(call) = &job.callback else { panic!("{job:?}") };
        if call.msg_seq == 1 && self.failed.load(Ordering::SeqCst) < self.at_most {
            self.failed.fetch_add(1, Ordering::SeqCst);
            return (self.fails)();
        }
        self.journal.apply(job).await
    }

    async fn pass(&self, partition: PartitionId, after: u64, to: u64) -> Result<(), WorkError> {
        self.journal.pass(partition, after, to).await
    }

    async fn mark(&self, partition: PartitionId) -> Result<u64, WorkError> {
        self.journal.mark(partition).await
    }
}

fn settings(nats: &Nats, patience: &str) -> WorkerSettings {
    let url = nats.url();
    let arguments =
        ["", "worker", "--nats-url", &url, "--partitions", "1", "--patience-s", patience];
    let Mode::Worker(settings) = Args::parse_from(arguments).mode else { panic!() };
    settings
}

/// Runs a worker in this process on two messages, until the second one is done. Returns how often
/// the work failed.
fn work_on_two(
    nats: &Nats,
    fails: fn() -> Result<Applied, WorkError>,
    at_most: u64,
    patience: &str,
) -> u64 {
    let endpoint = Endpoint::start(nats, &[ONE]);
    tell(endpoint.address, "one", 1);
    tell(endpoint.address, "one", 2);
    let settings = settings(nats, patience);
    let failed = Arc::<AtomicU64>::default();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped: Signal = async { drop(stopped.await) }.boxed().shared();
    let runtime = Runtime::new().unwrap();
    let counted = Arc::clone(&failed);
    let running = runtime.spawn(async move {
        let context = connect(&settings.nats.url).await.unwrap();
        let journal = Journal::new(context.clone(), &settings);
        let work = Failing { fails, at_most, failed: counted, journal };
        worker::run(&settings, context, work, stopped).await.map_err(|error| error.to_string())
    });
    eventually("the second is done", || {
        nats.journal("one").last().is_some_and(|line| line.ends_with('2'))
    });
    eventually("nothing is left", || nats.waiting() == 0);
    stop.send(()).unwrap();
    runtime.block_on(running).unwrap().unwrap();
    failed.load(Ordering::SeqCst)
}

#[test]
fn work_that_panics_on_an_event_makes_it_a_dead_letter() {
    let nats = Nats::single();
    assert_eq!(work_on_two(&nats, || panic!("the work's own"), u64::MAX, "600"), 1);
    assert_eq!(nats.journal("one"), lines(2)[1..]);
    assert_eq!(header(&only_dead_letter(&nats), REASON), "the work panicked");
}

#[test]
fn work_that_refuses_an_event_makes_it_a_dead_letter() {
    let nats = Nats::single();
    let refuses = || Err(WorkError::Event("no such\r\ngroup".into()));
    assert_eq!(work_on_two(&nats, refuses, u64::MAX, "600"), 1);
    assert_eq!(header(&only_dead_letter(&nats), REASON), "no such  group");
}

#[test]
fn work_that_fails_is_tried_until_it_does_not_and_all_wait_for_it() {
    let nats = Nats::single();
    let fails = || Err(WorkError::Unavailable("the database is down".into()));
    assert_eq!(work_on_two(&nats, fails, 5, "600"), 5);
    assert_eq!(nats.journal("one"), lines(2));
    assert_eq!(nats.messages("tim-dead"), 0);
}

#[test]
fn work_that_fails_for_too_long_makes_a_dead_letter() {
    let nats = Nats::single();
    let fails = || Err(WorkError::Unavailable("the database is down".into()));
    assert!(work_on_two(&nats, fails, u64::MAX, "2") >= 3);
    assert_eq!(nats.journal("one"), lines(2)[1..]);
    assert_eq!(header(&only_dead_letter(&nats), REASON), "the database is down");
}
