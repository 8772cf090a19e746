//! What is registered for many commands at once, and shadow deciders.

use std::io;
use std::sync::mpsc::{Receiver as Queue, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use tim_callback::call::UnknownCall;
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::receiver::{FailedAfter, Outcome, Policy, Shadow};
use tim_callback::testing::{Effect, what_tencent_does};
use tim_callback::verdict::Decision;
use tim_callback::{Ack, AnyCallback, Call, CallbackCommand, Decide, Fallback, Policies};

use crate::receiver::{
    AFTER_NAME, ALLOW, BEFORE_NAME, DROP, Notes, REJECT, Verdict, answer_of, answered, unchecked,
    unchecked_async,
};
use crate::support::{AFTER, BEFORE, TIME, before_with, block_on, pending_once, query_for};

const CREATED: &str = "Group.CallbackAfterCreateGroup";
const CREATED_BODY: &str =
    include_str!("../../fixtures/Group.CallbackAfterCreateGroup/request.json");

fn queue() -> (SyncSender<AnyCallback>, Queue<AnyCallback>) {
    sync_channel(1)
}

#[test]
fn every_after_command_without_a_decider_goes_to_one_handler() {
    let (sender, queue) = queue();
    let notes = Notes::default();
    let receiver = unchecked(Policies::fail_closed())
        .observe(notes.observer())
        .on_fn::<AfterSendMsg>(|_| Ack)
        .on_every_after(move |callback| sender.try_send(callback))
        .build()
        .unwrap();
    assert_eq!(answer_of(&receiver, CREATED, CREATED_BODY), ALLOW);
    let seen = notes.one();
    assert_eq!((seen.outcome, seen.policy), (Outcome::Decided, None));
    assert_eq!(seen.decision, Some(Decision::Acknowledge));
    assert!(matches!(queue.try_recv(), Ok(AnyCallback::GroupAfterCreateGroup(_))));

    assert_eq!(answer_of(&receiver, "Live.SomethingNew", "not JSON"), ALLOW);
    let Ok(AnyCallback::Unknown(call)) = queue.try_recv() else { panic!("it is in the queue") };
    assert_eq!((call.command().name(), call.raw_body()), ("Live.SomethingNew", &b"not JSON"[..]));

    // Those with a decider of their own, and those whose answer decides, do not.
    assert_eq!(answer_of(&receiver, AFTER_NAME, AFTER), ALLOW);
    assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), REJECT);
    assert_eq!(answer_of(&receiver, "Room.CallbackBeforeSomethingNew", "{}"), REJECT);
    assert_eq!(answer_of(&receiver, CREATED, "{}"), ALLOW);
    assert!(queue.try_recv().is_err());
}

#[test]
fn a_full_queue_is_acknowledged_or_answered_503() {
    for (answer, status) in [(FailedAfter::Acknowledge, 200), (FailedAfter::Unavailable, 503)] {
        let (sender, _queue) = queue();
        let notes = Notes::default();
        let receiver = unchecked(Policies::fail_open().with_failed_after(answer))
            .observe(notes.observer())
            .on_every_after(move |callback| sender.try_send(callback))
            .build()
            .unwrap();
        let send =
            || receiver.receive_at(&query_for(CREATED), CREATED_BODY.as_bytes(), TIME).status;
        assert_eq!(send(), 200);
        notes.one();
        assert_eq!(send(), status);
        let seen = notes.one();
        assert_eq!((seen.outcome, seen.policy), (Outcome::Failed, Some(Policy::Failed)));
        assert!(seen.cause.unwrap().contains("full"));
    }
}

#[test]
fn an_async_handler_of_every_after_command_is_awaited() {
    let stored = Arc::new(Mutex::new(Vec::new()));
    let pen = Arc::clone(&stored);
    let receiver =
        unchecked_async(Policies::fail_open().with_failed_after(FailedAfter::Unavailable))
            .on_every_after_async(move |callback: AnyCallback| {
                let pen = Arc::clone(&pen);
                async move {
                    pending_once().await;
                    let mut stored = pen.lock().unwrap();
                    if stored.is_empty() {
                        stored.push(callback.command_name().to_owned());
                        Ok(())
                    } else {
                        Err(io::Error::other("the disk is full"))
                    }
                }
            })
            .build()
            .unwrap();
    let send = |command: &str, body: &str| {
        let body = body.as_bytes().to_vec();
        block_on(receiver.receive_at(&query_for(command), body, TIME)).status
    };
    assert_eq!(send(CREATED, "{}"), 200, "what does not decode is acknowledged");
    assert!(stored.lock().unwrap().is_empty());
    assert_eq!(send(CREATED, CREATED_BODY), 200);
    assert_eq!(*stored.lock().unwrap(), [CREATED]);
    assert_eq!(send(CREATED, CREATED_BODY), 503);
}

fn by_name(call: &UnknownCall) -> Fallback {
    assert_ne!(call.command().name(), "Live.Panics", "on purpose");
    match call.command().name() {
        "Live.Refused" => Fallback::Reject,
        _ => Fallback::Allow,
    }
}

#[test]
fn unknown_commands_are_answered_as_their_handler_says() {
    let (sender, queue) = queue();
    let notes = Notes::default();
    let receiver = unchecked(Policies::fail_closed())
        .observe(notes.observer())
        .on_unknown(by_name)
        .on_every_after(move |callback| sender.try_send(callback))
        .build()
        .unwrap();
    for (name, answer, outcome) in [
        ("Live.Refused", REJECT, Outcome::Decided),
        ("Room.CallbackBeforeSomethingNew", ALLOW, Outcome::Decided),
        ("Live.Panics", ALLOW, Outcome::Panicked),
    ] {
        assert_eq!(answer_of(&receiver, name, "{}"), answer, "{name}");
        assert_eq!(notes.one().outcome, outcome, "{name}");
    }
    assert!(queue.try_recv().is_err(), "unknown commands have a handler of their own");

    let receiver = unchecked_async(Policies::fail_closed())
        .on_unknown_async(async |call: UnknownCall| match call.command().name() {
            "Live.Refused" => Ok(Fallback::Reject),
            "Live.Allowed" => Ok(Fallback::Allow),
            _ => Err("no idea"),
        })
        .build()
        .unwrap();
    for (name, answer) in [
        ("Live.Refused", REJECT),
        ("Live.Allowed", ALLOW),
        ("Live.CallbackBeforeFailing", REJECT),
        ("Live.CallbackFailing", ALLOW),
    ] {
        let reply = block_on(receiver.receive_at(&query_for(name), b"{}".as_slice(), TIME));
        assert_eq!(answered(&reply), answer, "{name}");
    }
}

/// The next moderator, to be watched before it decides.
struct Next;

impl Decide<BeforeSendMsg> for Next {
    fn decide(&self, call: &Call<BeforeSendMsg>) -> Verdict {
        match call.from_account.as_str() {
            "jared" => Verdict::SilentDrop,
            "mallory" => panic!("on purpose"),
            _ => Verdict::Reject,
        }
    }
}

fn shadows() -> (Arc<Mutex<Option<Shadow>>>, impl Fn(&tim_callback::Observation<'_>) + Send + Sync)
{
    let seen = Arc::new(Mutex::new(None));
    let pen = Arc::clone(&seen);
    (seen, move |observation: &tim_callback::Observation<'_>| {
        *pen.lock().unwrap() = observation.shadow();
    })
}

#[test]
fn a_shadow_decider_is_compared_and_never_answers() {
    let (seen, observer) = shadows();
    let plain = unchecked(Policies::fail_open())
        .observe(observer)
        .on_fn::<BeforeSendMsg>(|_| Verdict::SilentDrop)
        .on_fn::<AfterSendMsg>(|_| Ack)
        .shadow::<BeforeSendMsg>(Next)
        .build()
        .unwrap();
    let (async_seen, observer) = shadows();
    let receiver = unchecked_async(Policies::fail_open())
        .observe(observer)
        .on_async_fn(async |_: Call<BeforeSendMsg>| Ok::<_, io::Error>(Verdict::SilentDrop))
        .shadow::<BeforeSendMsg>(Next)
        .build()
        .unwrap();
    for (sender, decision, agrees) in [
        ("jared", Some("silent_drop"), Some(true)),
        ("ana", Some("reject"), Some(false)),
        ("mallory", None, None),
    ] {
        let body = before_with(|body| body["From_Account"] = sender.into()).to_string();
        assert_eq!(answer_of(&plain, BEFORE_NAME, &body), DROP, "{sender}");
        let reply = block_on(receiver.receive_at(&query_for(BEFORE_NAME), body.as_bytes(), TIME));
        assert_eq!(answered(&reply), DROP, "{sender}");
        for seen in [&seen, &async_seen] {
            let shadow = seen.lock().unwrap().take().unwrap();
            let told = shadow.decision.map(|decision| decision.to_string());
            assert_eq!((told.as_deref(), shadow.agrees), (decision, agrees), "{sender}");
        }
    }
    assert_eq!(answer_of(&plain, AFTER_NAME, AFTER), ALLOW);
    assert_eq!(*seen.lock().unwrap(), None, "only its own command has the shadow");
}

#[test]
fn a_shadow_is_not_compared_with_a_decider_that_failed() {
    let (seen, observer) = shadows();
    let receiver = unchecked(Policies::fail_open())
        .observe(observer)
        .on_fn::<BeforeSendMsg>(|_| panic!("on purpose"))
        .shadow::<BeforeSendMsg>(Next)
        .build()
        .unwrap();
    assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), ALLOW);
    let shadow = seen.lock().unwrap().take().unwrap();
    assert_eq!((shadow.decision, shadow.agrees), (Some(Decision::SilentDrop), None));
}

#[test]
fn the_answer_without_a_verdict_is_sound_for_every_command() {
    for &command in CallbackCommand::all() {
        let sample = tim_callback::testing::body(command);
        let (query, body) = (sample.query().to_query_string(), sample.into_bytes().unwrap());
        let receiver = unchecked(Policies::fail_open()).build().unwrap();
        let callback = receiver.admit(&query, body).unwrap().decode().unwrap();
        assert_eq!(callback.query().command(), Some(command));
        // The answer without a verdict is one of the command's own, and does what it should.
        let failure =
            [CallbackCommand::ChatbotOnAssignHuman, CallbackCommand::ChatbotInterfaceInvocation]
                .contains(&command);
        for fallback in [Fallback::Allow, Fallback::Reject] {
            let review = what_tencent_does(command, &callback.reply_by(fallback));
            assert!(review.is_sound(), "{review}");
            let as_it_should = match (fallback, &review.effect) {
                _ if failure => review.effect == Effect::Failed,
                _ if !command.is_before() => review.effect == Effect::Acknowledged,
                (Fallback::Allow, effect) => *effect == Effect::Allowed,
                (_, effect) => matches!(effect, Effect::Refused { .. } | Effect::PerTarget(_)),
            };
            assert!(as_it_should, "{fallback:?}: {review}");
        }
    }
}
