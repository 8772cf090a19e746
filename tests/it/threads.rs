//! One receiver for all threads: what may be shared, and that sharing it mixes nothing up.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use crate::support::{APP, TIME, before_with};
use serde_json::{Value, json};
use tim_callback::auth::{AuthError, NoTokenError, ReplayKey, TokenError};
use tim_callback::call::{DecodeError, Undecodable, UnknownCall};
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::command::UnknownCommand;
use tim_callback::message::{DataError, PatchError};
use tim_callback::query::{CallbackQuery, IncomingError, QueryError, QueryParam};
use tim_callback::receiver::{
    AsyncReceiverBuilder, BuildError, Outcome, ReceiverBuilder, Shadow, Unread,
};
use tim_callback::replay::MemoryReplayGuard;
use tim_callback::value::{PlatformError, TimeError};
use tim_callback::verdict::{
    Answer, AnswerError, Decision, RejectCodeError, SubscribeVerdict, TargetError,
};
use tim_callback::{
    Ack, AnyCallback, AsyncReceiver, C2cRejectCode, Call, CallbackCommand, Error, FriendVerdict,
    Gate, GroupRejectCode, Incoming, InviteVerdict, MsgBody, MsgElement, MsgPatch, MsgVerdict,
    Observation, Policies, Receiver, Reply, SdkAppId, Token, Verified, Verifier, sign,
};

fn shared<T: Send + Sync>() {}

/// Holds by compiling.
#[test]
fn everything_goes_between_threads() {
    shared::<(Receiver, AsyncReceiver, ReceiverBuilder, AsyncReceiverBuilder)>();
    shared::<(MemoryReplayGuard, ReplayKey, Observation<'_>, Shadow, Decision)>();
    shared::<(Verifier, Token, Policies, Reply)>();
    shared::<(Incoming<'_>, CallbackQuery, Verified<'_>)>();
    shared::<(AnyCallback, UnknownCall, Call<BeforeSendMsg>, Call<AfterSendMsg>)>();
    shared::<(MsgBody, MsgElement, MsgPatch, Answer)>();
    shared::<(Ack, Gate<GroupRejectCode>, MsgVerdict<C2cRejectCode>)>();
    shared::<(FriendVerdict, InviteVerdict, SubscribeVerdict)>();
    shared::<(Error, QueryError, IncomingError, AuthError, TokenError, NoTokenError)>();
    shared::<(DecodeError, Undecodable<'_>, UnknownCommand, Unread)>();
    shared::<(AnswerError, PatchError, DataError, BuildError)>();
    shared::<(TargetError, RejectCodeError, TimeError, PlatformError)>();
}

const THREADS: usize = 8;
const CALLS: usize = 500;

/// What a call is, by its number: its query, its body, and the answer that it alone must get.
fn planned(number: usize) -> (String, String, Planned) {
    let signed = |app: SdkAppId, command: CallbackCommand, token: &str| {
        let sign = sign(&Token::new(token).unwrap(), TIME);
        CallbackQuery::new(app, command)
            .with(QueryParam::Sign, &sign)
            .with(QueryParam::RequestTime, &TIME.to_string())
            .to_query_string()
    };
    let ours = signed(APP, CallbackCommand::GroupBeforeSendMsg, "xxxxyyyy");
    let body = |word: &str| {
        let text = format!("{word} {number}");
        before_with(|body| body["MsgBody"][0]["MsgContent"]["Text"] = json!(text)).to_string()
    };
    match number % 11 {
        0 => (ours, body("allow"), Planned::answer(Outcome::Decided, 0)),
        1 => {
            let mut answer = Planned::answer(Outcome::Decided, 10101);
            answer.json["ErrorInfo"] = json!(format!("reject {number}"));
            (ours, body("reject"), answer)
        }
        2 => {
            let mut answer = Planned::answer(Outcome::Decided, 0);
            answer.json["CloudCustomData"] = json!(format!("modify {number}"));
            (ours, body("modify"), answer)
        }
        3 => (ours, body("panic"), Planned::answer(Outcome::Panicked, 1)),
        4 => {
            let body = before_with(|body| body["MsgBody"][0]["MsgContent"]["Text"] = number.into());
            (ours, body.to_string(), Planned::answer(Outcome::Undecodable, 1))
        }
        5 => (ours, format!("{{{number}"), Planned::answer(Outcome::Undecodable, 1)),
        6 => {
            let forged = signed(APP, CallbackCommand::GroupBeforeSendMsg, "other");
            (forged, body("allow"), Planned::answer(Outcome::Refused, 1))
        }
        7 => {
            let other = signed(SdkAppId::new(7), CallbackCommand::GroupBeforeSendMsg, "xxxxyyyy");
            (other, body("allow"), Planned::answer(Outcome::Refused, 1))
        }
        8 => {
            let other = signed(SdkAppId::new(7), CallbackCommand::GroupAfterSendMsg, "xxxxyyyy");
            (other, body("allow"), Planned::refusal(403))
        }
        9 => ("SdkAppid=1".to_owned(), body("allow"), Planned::refusal(400)),
        _ => {
            // No decider is registered for this one, and it only acknowledges.
            let after = signed(APP, CallbackCommand::GroupAfterSendMsg, "xxxxyyyy");
            (after, body("allow"), Planned::answer(Outcome::Unregistered, 0))
        }
    }
}

struct Planned {
    outcome: Outcome,
    status: u16,
    /// The answer; `Null` for a refusal.
    json: Value,
}

impl Planned {
    fn answer(outcome: Outcome, code: u32) -> Self {
        let json = json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": code});
        Self { outcome, status: 200, json }
    }

    fn refusal(status: u16) -> Self {
        Self { outcome: Outcome::Refused, status, json: Value::Null }
    }
}

fn judge(call: &Call<BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
    const CODE: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
    let text = call.msg_body.texts()[0].to_owned();
    match text.split(' ').next() {
        Some("allow") => MsgVerdict::Allow,
        Some("reject") => MsgVerdict::reject_with(CODE, text),
        Some("modify") => MsgVerdict::Modify(call.patch().with_cloud_custom_data(text)),
        _ => panic!("this decider panics when asked to: {text}"),
    }
}

const OUTCOMES: [Outcome; 5] = [
    Outcome::Decided,
    Outcome::Panicked,
    Outcome::Undecodable,
    Outcome::Refused,
    Outcome::Unregistered,
];

fn place(outcome: Outcome) -> usize {
    OUTCOMES.iter().position(|known| *known == outcome).expect("one that was planned")
}

#[test]
fn each_of_thousands_of_calls_at_once_gets_its_own_answer() {
    let seen: Arc<[AtomicUsize; OUTCOMES.len()]> = Arc::default();
    let counts = Arc::clone(&seen);
    let verifier = Verifier::new(APP, Token::new("xxxxyyyy").unwrap());
    let receiver = Receiver::builder(verifier, Policies::fail_closed())
        .on_fn::<BeforeSendMsg>(judge)
        .observe(move |seen| {
            counts[place(seen.outcome())].fetch_add(1, Ordering::Relaxed);
        })
        .build()
        .unwrap();
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (receiver, start) = (&receiver, &start);
            scope.spawn(move || {
                start.wait();
                for call in 0..CALLS {
                    // Neighbouring threads are at different kinds of calls.
                    let number = thread * CALLS + (call + thread) % CALLS;
                    let (query, body, planned) = planned(number);
                    let reply = receiver.receive_at(&query, body.into_bytes(), TIME);
                    assert_eq!(reply.status, planned.status, "call {number}");
                    let json = serde_json::from_slice(&reply.body).unwrap_or(Value::Null);
                    assert_eq!(json, planned.json, "call {number}");
                }
            });
        }
    });
    let mut wanted = [0; OUTCOMES.len()];
    for number in 0..THREADS * CALLS {
        wanted[place(planned(number).2.outcome)] += 1;
    }
    assert_eq!(seen.each_ref().map(|count| count.load(Ordering::Relaxed)), wanted);
}
