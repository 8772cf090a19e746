//! The replay guard: what is repeated, and what becomes of it.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::support::{block_on, pending_once};
use tim_callback::callbacks::group;
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::receiver::{Outcome, ReceiverBuilder};
use tim_callback::replay::{MemoryReplayGuard, ReplayGuard, ReplayGuardAsync, ReplayKey};
use tim_callback::{
    Ack, AsyncReceiver, Incoming, MsgVerdict, Policies, Receiver, SdkAppId, Token, UnixSeconds,
    Verifier, sign,
};

const APP: SdkAppId = SdkAppId::new(1400000000);
const NOW: UnixSeconds = UnixSeconds::new(1669872112);
const BEFORE: &str = "Group.CallbackBeforeSendMsg";
const AFTER: &str = "Group.CallbackAfterSendMsg";

fn token() -> Token {
    Token::new("xxxxyyyy").unwrap()
}

fn query(command: &str, time: UnixSeconds) -> CallbackQuery {
    CallbackQuery::new(APP, command)
        .with(QueryParam::Sign, &sign(&token(), time))
        .with(QueryParam::RequestTime, &time.to_string())
}

fn body(command: &str) -> String {
    let sample = match command {
        BEFORE => include_str!("../fixtures/Group.CallbackBeforeSendMsg/request.json"),
        _ => include_str!("../fixtures/Group.CallbackAfterSendMsg/request.json"),
    };
    sample.to_owned()
}

struct Counted {
    receiver: Receiver,
    ran: Arc<AtomicUsize>,
    outcomes: Arc<Mutex<Vec<Outcome>>>,
}

fn builder(policies: Policies, ran: &Arc<AtomicUsize>) -> ReceiverBuilder {
    let (before, after) = (Arc::clone(ran), Arc::clone(ran));
    Receiver::builder(Verifier::new(APP, token()), policies)
        .on_fn::<group::BeforeSendMsg>(move |_| {
            before.fetch_add(1, Ordering::SeqCst);
            MsgVerdict::Allow
        })
        .on_fn::<group::AfterSendMsg>(move |_| {
            after.fetch_add(1, Ordering::SeqCst);
            Ack
        })
}

/// Of a receiver that answers what is repeated with a status.
fn guarded(guard: impl ReplayGuard + Send + Sync + 'static) -> Counted {
    guarded_by(guard, Policies::fail_open())
}

fn guarded_by(guard: impl ReplayGuard + Send + Sync + 'static, policies: Policies) -> Counted {
    let ran = Arc::default();
    let outcomes: Arc<Mutex<Vec<_>>> = Arc::default();
    let list = Arc::clone(&outcomes);
    let receiver = builder(policies, &ran)
        .replay_guard(guard)
        .observe(move |seen| list.lock().unwrap().push(seen.outcome()))
        .build()
        .unwrap();
    Counted { receiver, ran, outcomes }
}

impl Counted {
    fn receive(&self, query: &CallbackQuery, body: &str, now: UnixSeconds) -> u16 {
        self.receiver.receive_at(&query.to_query_string(), body.as_bytes(), now).status
    }

    fn ran(&self) -> usize {
        self.ran.load(Ordering::SeqCst)
    }
}

#[test]
fn a_repeated_before_command_is_refused() {
    let counted = guarded(MemoryReplayGuard::new(10));
    assert_eq!(counted.receive(&query(BEFORE, NOW), &body(BEFORE), NOW), 200);
    assert_eq!(counted.receive(&query(BEFORE, NOW), &body(BEFORE), NOW), 409);
    assert_eq!(counted.ran(), 1);
    assert_eq!(*counted.outcomes.lock().unwrap(), [Outcome::Decided, Outcome::Repeated]);
}

#[test]
fn a_repeated_after_command_is_acknowledged_and_not_run_again() {
    let counted = guarded(MemoryReplayGuard::new(10));
    for _ in 0..3 {
        assert_eq!(counted.receive(&query(AFTER, NOW), &body(AFTER), NOW), 200);
    }
    assert_eq!(counted.ran(), 1);
}

#[test]
fn parameters_that_nobody_checks_do_not_make_a_callback_new() {
    let counted = guarded(MemoryReplayGuard::new(10));
    let first = query(BEFORE, NOW).with(QueryParam::RequestId, "a");
    assert_eq!(counted.receive(&first, &body(BEFORE), NOW), 200);
    let upper_case = sign(&token(), NOW).to_uppercase();
    for again in [
        query(BEFORE, NOW).with(QueryParam::RequestId, "b"),
        query(BEFORE, NOW).with(QueryParam::ClientIp, "1.2.3.4"),
        query(BEFORE, NOW).with(QueryParam::Sign, &upper_case),
        query(BEFORE, NOW).with_custom_param("x", "y"),
    ] {
        assert_eq!(counted.receive(&again, &body(BEFORE), NOW), 409, "{again:?}");
    }
}

#[test]
fn another_body_time_or_command_is_new() {
    let counted = guarded(MemoryReplayGuard::new(10));
    assert_eq!(counted.receive(&query(BEFORE, NOW), &body(BEFORE), NOW), 200);
    let other_body = body(BEFORE).replace("jared", "ana");
    assert_eq!(counted.receive(&query(BEFORE, NOW), &other_body, NOW), 200);
    let later = UnixSeconds::new(NOW.get() + 1);
    assert_eq!(counted.receive(&query(BEFORE, later), &body(BEFORE), NOW), 200);
    assert_eq!(counted.receive(&query(AFTER, NOW), &body(BEFORE), NOW), 200);
    assert_eq!(
        counted.outcomes.lock().unwrap().iter().filter(|o| **o == Outcome::Repeated).count(),
        0
    );
}

#[test]
fn a_key_expires_with_its_signature() {
    let verifier = Verifier::new(APP, token());
    let incoming = Incoming::new(&query(BEFORE, NOW).to_query_string(), b"{}".as_slice()).unwrap();
    let verified = verifier.verify_at(incoming, UnixSeconds::new(NOW.get() - 60)).unwrap();
    let (key, expires) = verified.replay_key().unwrap();
    assert_eq!(expires, UnixSeconds::new(NOW.get() + 60));

    let guard = MemoryReplayGuard::new(10);
    assert!(guard.is_new(&key, expires, NOW));
    assert!(!guard.is_new(&key, expires, expires));
    assert!(guard.is_new(&key, expires, UnixSeconds::new(expires.get() + 1)));
}

#[test]
fn without_a_signature_there_is_nothing_to_guard() {
    let verifier = Verifier::without_authentication([APP]);
    let signed = query(AFTER, NOW).to_query_string();
    let verified = verifier.verify(Incoming::new(&signed, b"{}".as_slice()).unwrap()).unwrap();
    assert_eq!(verified.replay_key(), None);
}

#[test]
fn memory_is_bounded_and_the_oldest_is_forgotten() {
    let verifier = Verifier::new(APP, token());
    let key = |number: usize| {
        let body = number.to_string().into_bytes();
        let incoming = Incoming::new(&query(AFTER, NOW).to_query_string(), body).unwrap();
        verifier.verify_at(incoming, NOW).unwrap().replay_key().unwrap()
    };
    let guard = MemoryReplayGuard::new(3);
    for number in 0..10 {
        let (key, expires) = key(number);
        assert!(guard.is_new(&key, expires, NOW));
    }
    assert_eq!(guard.len(), 3);
    let (oldest, expires) = key(0);
    assert!(guard.is_new(&oldest, expires, NOW));
    let (newest, expires) = key(9);
    assert!(!guard.is_new(&newest, expires, NOW));
}

#[test]
fn of_many_threads_with_one_callback_one_goes_on() {
    let counted = guarded(MemoryReplayGuard::new(10));
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| counted.receive(&query(AFTER, NOW), &body(AFTER), NOW));
        }
    });
    assert_eq!(counted.ran(), 1);
}

struct Broken;

impl ReplayGuardAsync for Broken {
    type Error = &'static str;

    async fn is_new_async(
        &self,
        _: &ReplayKey,
        _: UnixSeconds,
        _: UnixSeconds,
    ) -> Result<bool, Self::Error> {
        Err("the store is down")
    }
}

struct Panicking;

impl ReplayGuard for Panicking {
    fn is_new(&self, _: &ReplayKey, _: UnixSeconds, _: UnixSeconds) -> bool {
        panic!("a guard's own")
    }
}

/// Of a receiver whose guard cannot tell: the before-command's answer, how many deciders ran, and
/// the causes that were observed.
fn with_broken_guard(policies: Policies) -> (String, usize, Vec<String>) {
    let causes: Arc<Mutex<Vec<_>>> = Arc::default();
    let list = Arc::clone(&causes);
    let ran = Arc::new(AtomicUsize::new(0));
    let (before, after) = (Arc::clone(&ran), Arc::clone(&ran));
    let receiver = AsyncReceiver::builder(Verifier::new(APP, token()), policies)
        .on_fn::<group::BeforeSendMsg>(move |_| {
            before.fetch_add(1, Ordering::SeqCst);
            MsgVerdict::Allow
        })
        .on_fn::<group::AfterSendMsg>(move |_| {
            after.fetch_add(1, Ordering::SeqCst);
            Ack
        })
        .observe(move |seen| {
            list.lock().unwrap().extend(seen.cause().map(ToString::to_string));
        })
        .replay_guard_async(Broken)
        .build()
        .unwrap();
    let send = |command: &str| {
        let query = query(command, NOW).to_query_string();
        block_on(receiver.receive_at(&query, body(command).into_bytes(), NOW))
    };
    let answer = send(BEFORE).body_text().into_owned();
    assert_eq!(send(AFTER).status, 200);
    let causes = causes.lock().unwrap().clone();
    (answer, ran.load(Ordering::SeqCst), causes)
}

#[test]
fn a_guard_that_fails_is_answered_by_policy() {
    let rejected = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
    let allowed = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
    // After-commands run all the same: better twice than never.
    // Of the before-command and of the after-command, which goes on all the same.
    let causes = vec!["the store is down".to_owned(); 2];
    assert_eq!(
        with_broken_guard(Policies::fail_closed()),
        (rejected.to_owned(), 1, causes.clone())
    );
    assert_eq!(with_broken_guard(Policies::fail_open()), (allowed.to_owned(), 2, causes));
}

#[test]
fn a_guard_that_panics_is_one_that_fails() {
    let counted = guarded_by(Panicking, Policies::fail_closed());
    assert_eq!(counted.receive(&query(BEFORE, NOW), &body(BEFORE), NOW), 200);
    assert_eq!(
        (counted.ran(), counted.outcomes.lock().unwrap().clone()),
        (0, vec![Outcome::GuardFailed])
    );
}

#[test]
fn an_async_receiver_takes_a_plain_guard_too() {
    let guard = Arc::new(MemoryReplayGuard::new(10));
    let receiver = AsyncReceiver::builder(Verifier::new(APP, token()), Policies::fail_open())
        .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::Allow)
        .replay_guard(Arc::clone(&guard))
        .build()
        .unwrap();
    let query = query(BEFORE, NOW).to_query_string();
    let send = || block_on(receiver.receive_at(&query, body(BEFORE).into_bytes(), NOW)).status;
    assert_eq!((send(), send()), (200, 409));
    assert_eq!(guard.len(), 1);
}

/// A guard whose store answers later, or never.
struct Store {
    guard: MemoryReplayGuard,
    answers: bool,
}

impl ReplayGuardAsync for Store {
    type Error = Infallible;

    async fn is_new_async(
        &self,
        key: &ReplayKey,
        expires: UnixSeconds,
        now: UnixSeconds,
    ) -> Result<bool, Infallible> {
        pending_once().await;
        if !self.answers {
            std::future::pending::<()>().await;
        }
        Ok(self.guard.is_new(key, expires, now))
    }
}

#[test]
fn an_async_guard_is_awaited_and_shared() {
    let store = Arc::new(Store { guard: MemoryReplayGuard::new(10), answers: true });
    let receiver = |policies| {
        AsyncReceiver::builder(Verifier::new(APP, token()), policies)
            .replay_guard_async(Arc::clone(&store))
            .build()
            .unwrap()
    };
    let query = query(BEFORE, NOW).to_query_string();
    let send = |receiver: &AsyncReceiver| {
        block_on(receiver.receive_at(&query, body(BEFORE).into_bytes(), NOW)).status
    };
    let (one, other) = (receiver(Policies::fail_open()), receiver(Policies::fail_open()));
    assert_eq!((send(&one), send(&other)), (200, 409));
    assert_eq!(store.guard.len(), 1);
}

#[test]
fn a_deadline_counts_for_the_guard_too() {
    let store = Store { guard: MemoryReplayGuard::new(10), answers: false };
    let outcomes: Arc<Mutex<Vec<_>>> = Arc::default();
    let list = Arc::clone(&outcomes);
    let receiver = AsyncReceiver::builder(Verifier::new(APP, token()), Policies::fail_closed())
        .replay_guard_async(store)
        .observe(move |seen| list.lock().unwrap().push(seen.outcome()))
        .build()
        .unwrap();
    let incoming = Incoming::new(&query(BEFORE, NOW).to_query_string(), body(BEFORE).into_bytes());
    let verified = Verifier::new(APP, token()).verify_at(incoming.unwrap(), NOW).unwrap();
    let reply = block_on(receiver.answer_within(verified, pending_once()));
    assert_eq!(reply.body_text(), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#);
    assert_eq!(*outcomes.lock().unwrap(), [Outcome::Deadline]);
}

#[test]
fn what_is_repeated_is_answered_by_policy() {
    let rejected = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
    let acknowledged = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
    for (command, open, closed) in [
        (BEFORE, (409, "received before"), (200, rejected)),
        // An unknown command whose name says that the answer decides is never acknowledged.
        ("Room.CallbackBeforeSomethingNew", (409, "received before"), (200, rejected)),
        (AFTER, (200, acknowledged), (200, acknowledged)),
        ("Room.CallbackSomethingNew", (200, acknowledged), (200, acknowledged)),
    ] {
        for (policies, expected) in
            [(Policies::fail_open(), open), (Policies::fail_closed(), closed)]
        {
            let counted = guarded_by(MemoryReplayGuard::new(10), policies);
            let query = query(command, NOW).to_query_string();
            let send = || counted.receiver.receive_at(&query, body(command).into_bytes(), NOW);
            assert_eq!(send().status, 200, "{command}");
            let again = send();
            assert_eq!((again.status, &*again.body_text()), expected, "{command}");
        }
    }
}

/// Tells what it was asked.
#[derive(Clone, Default)]
struct Asked(Arc<Mutex<Vec<(UnixSeconds, UnixSeconds)>>>);

impl ReplayGuard for Asked {
    fn is_new(&self, _: &ReplayKey, expires: UnixSeconds, now: UnixSeconds) -> bool {
        self.0.lock().unwrap().push((expires, now));
        true
    }
}

#[test]
fn a_guard_is_told_when_the_signature_expires_and_what_time_it_is() {
    let asked = Asked::default();
    let counted = guarded(asked.clone());
    let now = UnixSeconds::new(NOW.get() + 7);
    assert_eq!(counted.receive(&query(BEFORE, NOW), &body(BEFORE), now), 200);
    assert_eq!(*asked.0.lock().unwrap(), [(UnixSeconds::new(NOW.get() + 60), now)]);
}

/// The key of a genuine after-command with this body.
fn key(body: &'static [u8]) -> ReplayKey {
    let incoming = Incoming::new(&query(AFTER, NOW).to_query_string(), body).unwrap();
    let verified = Verifier::new(APP, token()).verify_at(incoming, NOW).unwrap();
    assert!(format!("{verified:?}").contains("2 bytes"), "{verified:?}");
    verified.replay_key().unwrap().0
}

#[test]
fn a_guard_tells_how_much_it_remembers() {
    let guard = MemoryReplayGuard::new(10);
    assert_eq!((guard.is_empty(), guard.len()), (true, 0));
    assert!(guard.is_new(&key(b"{}"), NOW, NOW));
    assert_eq!((guard.is_empty(), guard.len()), (false, 1));
    assert_eq!(format!("{guard:?}"), "MemoryReplayGuard { capacity: 10, len: 1, .. }");
}

#[test]
fn a_key_prints_as_its_bytes_and_differs_with_the_body() {
    let (one, other) = (key(b"{}"), key(b"[]"));
    assert_ne!(one.as_bytes(), other.as_bytes());
    let hex: Vec<_> = one.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let hex = hex.concat();
    assert_eq!(one.to_string(), hex);
    assert_eq!(format!("{one:?}"), format!("ReplayKey({hex})"));
}
