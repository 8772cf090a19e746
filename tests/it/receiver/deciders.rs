//! Deciders of every kind, each with the calls of its own command.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tim_callback::callbacks::group::{
    AfterSendMsg, BeforeApplyJoinGroup, BeforeSendMsg, SendMsgException,
};
use tim_callback::receiver::{Outcome, Policy};
use tim_callback::{Ack, AsyncReceiver, Call, Decide, DecideAsync, Gate, Policies};

use crate::receiver::{
    AFTER_NAME, ALLOW, BEFORE_NAME, DROP, Notes, REJECT, Verdict, answer_of, answered, unchecked,
    unchecked_async,
};
use crate::support::{AFTER, APP, BEFORE, EXCEPTION, TIME};
use crate::support::{before_with, block_on, pending_once, query_for, verified};

struct Acknowledges;

impl Decide<SendMsgException> for Acknowledges {
    fn decide(&self, _: &Call<SendMsgException>) -> Ack {
        Ack
    }
}

#[test]
fn every_decider_gets_the_calls_of_its_own_command() {
    let receiver = unchecked(Policies::fail_closed())
        .on_fn::<BeforeSendMsg>(|call| {
            assert_eq!(call.query().sdk_app_id(), APP);
            assert_eq!(call.raw_body(), BEFORE.as_bytes());
            Verdict::SilentDrop
        })
        .on_fn::<AfterSendMsg>(|call| {
            assert_eq!(call.msg_seq, 123);
            Ack
        })
        .on::<SendMsgException>(Acknowledges)
        .build()
        .unwrap();
    assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), DROP);
    assert_eq!(answer_of(&receiver, AFTER_NAME, AFTER), ALLOW);
    assert_eq!(answer_of(&receiver, "Group.CallbackSendMsgException", EXCEPTION), ALLOW);
    let shown = format!("{receiver:?}");
    for command in [BEFORE_NAME, AFTER_NAME, "Group.CallbackSendMsgException"] {
        assert!(shown.contains(command), "{shown}");
    }
}

#[test]
fn a_builder_shows_the_commands_it_has_deciders_for() {
    let builder = unchecked(Policies::fail_open()).on_fn::<AfterSendMsg>(|_| Ack);
    let shown = format!("{builder:?}");
    assert_eq!(shown, format!("ReceiverBuilder {{ commands: [{AFTER_NAME}], .. }}"));
}

#[test]
fn a_body_of_another_command_than_the_url_says_is_not_decided_on() {
    let receiver = unchecked(Policies::fail_closed())
        .on_fn::<BeforeSendMsg>(|_| Verdict::Allow)
        .build()
        .unwrap();
    assert_eq!(answer_of(&receiver, BEFORE_NAME, AFTER), REJECT);
}

/// Asks someone else and fails or decides, as the sender's name says.
struct Asking;

impl DecideAsync<BeforeSendMsg> for Asking {
    type Error = io::Error;

    async fn decide_async(&self, call: &Call<BeforeSendMsg>) -> io::Result<Verdict> {
        pending_once().await;
        match call.from_account.as_str() {
            "fails" => Err(io::Error::other("the database is down")),
            _ => Ok(Verdict::SilentDrop),
        }
    }
}

fn from_sender(sender: &str) -> String {
    before_with(|body| body["From_Account"] = sender.into()).to_string()
}

fn receive(receiver: &AsyncReceiver, command: &str, body: &str) -> String {
    let body = body.as_bytes().to_vec();
    answered(&block_on(receiver.receive_at(&query_for(command), body, TIME)))
}

#[test]
fn an_async_decider_is_awaited_and_its_error_reaches_the_observer() {
    for (policies, by_policy) in [(Policies::fail_open(), ALLOW), (Policies::fail_closed(), REJECT)]
    {
        let notes = Notes::default();
        let builder = unchecked_async(policies).observe(notes.observer());
        let receiver = builder.on_async::<BeforeSendMsg>(Asking).build().unwrap();

        assert_eq!(receive(&receiver, BEFORE_NAME, &from_sender("jared")), DROP);
        let seen = notes.one();
        assert_eq!((seen.outcome, seen.policy, seen.cause), (Outcome::Decided, None, None));

        assert_eq!(receive(&receiver, BEFORE_NAME, &from_sender("fails")), by_policy);
        let seen = notes.one();
        assert_eq!((seen.outcome, seen.policy), (Outcome::Failed, Some(Policy::Failed)));
        assert_eq!(seen.cause.as_deref(), Some("the database is down"));
    }
}

const APPLY: &str = "Group.CallbackBeforeApplyJoinGroup";

#[test]
fn async_closures_and_closures_that_return_a_future_are_deciders() {
    type AnyError = Box<dyn std::error::Error + Send + Sync>;
    let dropped = Arc::new("jared".to_owned());
    let notes = Notes::default();
    let receiver = unchecked_async(Policies::fail_closed())
        .observe(notes.observer())
        .on_async_fn(move |call: Call<BeforeSendMsg>| {
            let dropped = Arc::clone(&dropped);
            async move {
                pending_once().await;
                match call.from_account == dropped.as_str() {
                    true => Ok(Verdict::SilentDrop),
                    false => Err("not a friend"),
                }
            }
        })
        .on_async_fn(async |call: Call<BeforeApplyJoinGroup>| -> Result<_, AnyError> {
            let limit: u32 = call.group_id.as_str().parse()?;
            Ok(if limit > 5 { Gate::Reject } else { Gate::Allow })
        })
        .build()
        .unwrap();
    assert_eq!(receive(&receiver, BEFORE_NAME, BEFORE), DROP);
    assert_eq!(notes.one().outcome, Outcome::Decided);
    assert_eq!(receive(&receiver, BEFORE_NAME, &from_sender("ana")), REJECT);
    assert_eq!(notes.one().cause.as_deref(), Some("not a friend"));

    let body = |group: &str| {
        format!(
            r#"{{"CallbackCommand":"{APPLY}","GroupId":"{group}","Type":"Public","Requestor_Account":"a"}}"#
        )
    };
    assert_eq!(receive(&receiver, APPLY, &body("5")), ALLOW);
    assert_eq!(receive(&receiver, APPLY, &body("6")), REJECT);
    notes.0.lock().unwrap().clear();
    assert_eq!(receive(&receiver, APPLY, &body("many")), REJECT);
    assert!(notes.one().cause.unwrap().contains("invalid digit"));
}

/// Counts its calls, and decides two commands in both ways.
#[derive(Default)]
struct Shared(AtomicUsize);

impl Decide<BeforeSendMsg> for Shared {
    fn decide(&self, _: &Call<BeforeSendMsg>) -> Verdict {
        self.0.fetch_add(1, Ordering::Relaxed);
        Verdict::SilentDrop
    }
}

impl DecideAsync<AfterSendMsg> for Shared {
    type Error = io::Error;

    async fn decide_async(&self, _: &Call<AfterSendMsg>) -> io::Result<Ack> {
        self.0.fetch_add(10, Ordering::Relaxed);
        Ok(Ack)
    }
}

static LENT: Shared = Shared(AtomicUsize::new(0));

#[test]
fn one_decider_is_shared_by_commands_and_receivers() {
    let shared = Arc::new(Shared::default());
    let receiver = unchecked_async(Policies::fail_closed())
        .on::<BeforeSendMsg>(Arc::clone(&shared))
        .on_async::<AfterSendMsg>(Arc::clone(&shared))
        .build()
        .unwrap();
    assert_eq!(receive(&receiver, BEFORE_NAME, BEFORE), DROP);
    assert_eq!(receive(&receiver, AFTER_NAME, AFTER), ALLOW);
    assert_eq!(shared.0.load(Ordering::Relaxed), 11);

    let boxed: Box<dyn Decide<BeforeSendMsg> + Send + Sync> = Box::new(Arc::clone(&shared));
    let plain = unchecked(Policies::fail_closed()).on::<BeforeSendMsg>(boxed).build().unwrap();
    assert_eq!(answer_of(&plain, BEFORE_NAME, BEFORE), DROP);
    assert_eq!(shared.0.load(Ordering::Relaxed), 12);

    let lent = unchecked(Policies::fail_closed()).on::<BeforeSendMsg>(&LENT).build().unwrap();
    assert_eq!(answer_of(&lent, BEFORE_NAME, BEFORE), DROP);
    assert_eq!(LENT.0.load(Ordering::Relaxed), 1);
}

#[test]
fn an_async_receiver_answers_what_needs_no_decider_like_a_plain_one() {
    let plain =
        unchecked(Policies::fail_closed()).on_fn::<SendMsgException>(|_| Ack).build().unwrap();
    let receiver = unchecked_async(Policies::fail_closed())
        .on_fn::<SendMsgException>(|_| Ack)
        .build()
        .unwrap();
    for (command, body) in [
        ("Room.CallbackBeforeSomethingNew", "{}"),
        ("Live.SomethingNew", "{}"),
        (BEFORE_NAME, "{}"),
        (BEFORE_NAME, BEFORE),
        (AFTER_NAME, "{}"),
        ("Group.CallbackSendMsgException", EXCEPTION),
        ("Group.CallbackSendMsgException", "{}"),
    ] {
        let query = query_for(command);
        let reply = block_on(receiver.receive_at(&query, body.as_bytes(), TIME));
        assert_eq!(reply, plain.receive_at(&query, body.as_bytes(), TIME), "{command}");
        let reply = block_on(receiver.answer(verified(command, body)));
        assert_eq!(reply, plain.answer(verified(command, body)), "{command}");
    }
    assert_eq!(block_on(receiver.receive("x", b"".as_slice())).status, 400);
}

#[test]
fn receivers_and_their_futures_go_between_threads() {
    fn sendable<T: Send>(value: T) -> T {
        value
    }
    let receiver = unchecked_async(Policies::fail_open());
    let receiver = Arc::new(receiver.on_async::<BeforeSendMsg>(Asking).build().unwrap());
    let there = Arc::clone(&receiver);
    let reply = std::thread::spawn(move || {
        block_on(sendable(there.receive_at(&query_for(BEFORE_NAME), BEFORE.as_bytes(), TIME)))
    });
    assert_eq!(answered(&reply.join().unwrap()), DROP);
    let within = receiver.receive_within("x", b"".as_slice(), std::future::ready(()));
    drop(sendable(within));
}
