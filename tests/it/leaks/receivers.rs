//! Receivers, their builders, and what an observer is told.

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tim_callback::callbacks::group::{AfterCreateGroup, AfterSendMsg, BeforeSendMsg};
use tim_callback::receiver::{Failure, Outcome, Unread};
use tim_callback::replay::MemoryReplayGuard;
use tim_callback::{
    Ack, AsyncReceiver, Call, Decide, DecideAsync, GroupRejectCode, MsgVerdict, Observation,
    Policies, Receiver, UnixSeconds, sign,
};

use crate::leaks::{
    TEXT, TOKEN, hides, hides_both, hides_error, letter, signatures, signed_query, token, verifier,
};
use crate::support::{TIME, block_on, query_for};

/// What an observer was told, printed in every way but its cause, which is the decider's own.
fn printed(seen: &Observation<'_>) -> String {
    let mut printed = format!(
        "{seen:?} {seen:#?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        seen.command(),
        seen.command_name(),
        seen.sdk_app_id(),
        seen.request_id(),
        seen.decision(),
        seen.policy(),
        seen.status(),
        seen.shadow(),
    );
    if let Some(error) = seen.error() {
        write!(printed, "{error} {error:?} {error:#?} {}", error.help()).unwrap();
    }
    printed
}

/// An observation: how it ended, what it printed, and the cause.
type Told = (Outcome, String, Option<String>);

fn listener() -> (Arc<Mutex<Vec<Told>>>, impl Fn(&Observation<'_>) + Send + Sync + 'static) {
    let told = Arc::default();
    let tell = Arc::clone(&told);
    let listen = move |seen: &Observation<'_>| {
        let cause = seen.cause().map(ToString::to_string);
        let told: &Mutex<Vec<Told>> = &tell;
        told.lock().unwrap().push((seen.outcome(), printed(seen), cause));
    };
    (told, listen)
}

/// Fails with the message in its error.
struct Failing;

impl DecideAsync<AfterSendMsg> for Failing {
    type Error = io::Error;

    async fn decide_async(&self, _: &Call<AfterSendMsg>) -> Result<Ack, io::Error> {
        Err(io::Error::other(format!("{TEXT} {TOKEN}")))
    }
}

/// Decides, or panics with the message, and answers with it.
struct Quoting;

impl Decide<BeforeSendMsg> for Quoting {
    fn decide(&self, call: &Call<BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
        match call.random {
            1 => panic!("{TEXT}"),
            _ => MsgVerdict::reject_with(GroupRejectCode::new(10101).unwrap(), TEXT),
        }
    }
}

#[test]
fn receivers_and_their_observations_show_nothing_whatever_the_outcome() {
    let (told, listener) = listener();
    let builder = AsyncReceiver::builder(verifier(), Policies::fail_closed())
        .on::<BeforeSendMsg>(Quoting)
        .shadow::<BeforeSendMsg>(Quoting)
        .on_fn::<AfterCreateGroup>(|_| Ack)
        .on_every_after(|_| Err(TEXT))
        .replay_guard(MemoryReplayGuard::new(100))
        .observe(listener);
    hides("AsyncReceiverBuilder", &format!("{builder:?} {builder:#?}"));
    let builder = builder.on_async::<AfterSendMsg>(Failing);
    hides("AsyncReceiverBuilder", &format!("{builder:?} {builder:#?}"));
    let receiver = builder.build().unwrap();
    hides("AsyncReceiver", &format!("{receiver:?} {receiver:#?}"));

    let [genuine, forged] = signatures();
    let signed = |command: &str| signed_query(command, &genuine, TIME);
    let before = "Group.CallbackBeforeSendMsg";
    let mut panics: Value = serde_json::from_str(&letter()).unwrap();
    panics["Random"] = json!(1);
    let mut after: Value = serde_json::from_str(&letter()).unwrap();
    after["CallbackCommand"] = json!("Group.CallbackAfterSendMsg");
    (after["MsgSeq"], after["MsgTime"]) = (json!(1), json!(1));
    let other = format!("{{\"CallbackCommand\":\"{TEXT}\"}}");
    let cause = Some(format!("{TEXT} {TOKEN}"));
    for (outcome, query, body, caused) in [
        (Outcome::Decided, signed(before), letter(), None),
        (Outcome::Repeated, signed(before), letter(), None),
        (Outcome::Refused, signed_query(before, &forged, TIME), letter(), None),
        (Outcome::Refused, format!("{}&contenttype={TEXT}", signed(before)), letter(), None),
        (Outcome::Refused, signed(before).replace("=json", &format!("={TEXT}")), letter(), None),
        (Outcome::Refused, signed(before), TEXT.repeat(100_000), None),
        (Outcome::Refused, signed_query(before, TEXT, TIME), letter(), None),
        (Outcome::Unregistered, signed("Group.CallbackBeforeCreateGroup"), letter(), None),
        (Outcome::Unknown, signed("Live.CallbackBeforeNew"), letter(), None),
        (Outcome::Failed, signed("Live.New"), letter(), Some(TEXT.to_owned())),
        (Outcome::Undecodable, signed(before), other, None),
        (Outcome::Undecodable, signed(before), TEXT.to_owned(), None),
        (Outcome::Failed, signed("Group.CallbackAfterSendMsg"), after.to_string(), cause),
        (Outcome::Panicked, signed(before), panics.to_string(), None),
    ] {
        let reply = block_on(receiver.receive_at(&query, body.into_bytes(), TIME));
        if outcome != Outcome::Decided {
            hides("Reply", &format!("{reply:?} {}", reply.body_text()));
        }
        let (told, printed, cause) = told.lock().unwrap().pop().expect("an observation");
        assert_eq!((told, cause), (outcome, caused));
        hides("Observation", &printed);
    }
    for unread in [Unread::TooLarge, Unread::TooSlow, Unread::BrokenOff] {
        hides("Reply", &format!("{:?}", receiver.refuse_unread(&signed(before), unread)));
        hides_error("Unread", &unread.into());
        let (told, printed, _) = told.lock().unwrap().pop().expect("an observation");
        assert_eq!(told, Outcome::Refused);
        hides("Observation", &printed);
    }
    let later = UnixSeconds::new(TIME.get() + 1);
    let query = signed_query(before, &sign(&token(), later), later);
    let admitted = receiver.admit_at(&query, letter().into_bytes(), later).unwrap();
    for (failure, outcome) in
        [(Failure::Deadline, Outcome::Deadline), (Failure::Unavailable, Outcome::Unavailable)]
    {
        hides("Reply", &format!("{:?}", receiver.reply_for(&admitted, failure)));
        let (told, printed, _) = told.lock().unwrap().pop().expect("an observation");
        assert_eq!(told, outcome);
        hides("Observation", &printed);
    }
    assert!(told.lock().unwrap().is_empty(), "one observation each");
}

#[test]
fn plain_receivers_and_mistakes_in_building_them_show_nothing() {
    let builder = Receiver::builder(verifier(), Policies::fail_open())
        .on::<BeforeSendMsg>(Quoting)
        .on_fn::<AfterSendMsg>(|_| Ack);
    hides("ReceiverBuilder", &format!("{builder:?} {builder:#?}"));
    let error = builder.on_fn::<AfterSendMsg>(|_| Ack).build().unwrap_err();
    hides_both("BuildError", &error);
    hides("BuildError", error.help());
    let receiver = Receiver::builder(verifier(), Policies::fail_open()).build().unwrap();
    hides("Receiver", &format!("{receiver:?} {receiver:#?}"));
    let reply = receiver.receive_at(&query_for("Live.New"), letter().into_bytes(), TIME);
    assert_eq!(reply.status, 401);
    hides("Reply", &format!("{reply:?} {}", reply.body_text()));
}
