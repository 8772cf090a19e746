//! All stages in one: what is answered, and what the policies answer where nobody judged.

mod support;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use support::{AFTER, APP, BEFORE, EXCEPTION, SIGN_XXXXYYYY, SIGN_XXXYYY, TIME};
use support::{before_with, block_on, pending_once, query_for, verified};
use tim_callback::auth::AuthError;
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg, SendMsgException};
use tim_callback::receiver::Async;
use tim_callback::receiver::{BuildError, Failure, Outcome, ReceiverBuilder};
use tim_callback::verdict::Answer;
use tim_callback::{
    Ack, Call, CallbackCommand, DecideAsync, Error, Fallback, GroupRejectCode, MsgVerdict,
    Observation, Policies, Receiver, Reply, SdkAppId, Token, UnixSeconds, Verifier,
};

type Verdict = MsgVerdict<GroupRejectCode>;

const BEFORE_NAME: &str = "Group.CallbackBeforeSendMsg";
const AFTER_NAME: &str = "Group.CallbackAfterSendMsg";
const ALLOW: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const REJECT: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;

fn unchecked(policies: Policies) -> ReceiverBuilder {
    Receiver::builder(Verifier::unchecked_for_logs_and_tests(), policies)
}

fn answer_of(receiver: &Receiver, command: &str, body: &str) -> String {
    answered(&receiver.receive_at(&query_for(command), body.as_bytes(), TIME))
}

/// The body of a reply that counts as an answer.
fn answered(reply: &Reply) -> String {
    assert_eq!((reply.status, reply.content_type), (200, "application/json"));
    reply.body_text().into_owned()
}

fn expected(fallback: Fallback) -> &'static str {
    match fallback {
        Fallback::Allow => ALLOW,
        Fallback::Reject => REJECT,
    }
}

/// A case in which no verdict is reached, as the table of policies has them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Case {
    Unregistered,
    Unknown,
    Undecodable,
    Failed,
}

const CASES: [Case; 4] = [Case::Unregistered, Case::Unknown, Case::Undecodable, Case::Failed];

impl Case {
    fn adjust(self, policies: Policies, fallback: Fallback) -> Policies {
        match self {
            Self::Unregistered => policies.with_unregistered(fallback),
            Self::Unknown => policies.with_unknown(fallback),
            Self::Undecodable => policies.with_undecodable(fallback),
            Self::Failed => policies.with_failed(fallback),
        }
    }

    /// The answer to a before-command in this case.
    fn answer(self, policies: Policies) -> String {
        let silent = unchecked(policies).build().unwrap();
        // Drops everything: its verdict cannot be taken for a policy's answer.
        let drops = unchecked(policies).on_fn::<BeforeSendMsg>(|_| Verdict::SilentDrop);
        let drops = drops.build().unwrap();
        match self {
            Self::Unregistered => answer_of(&silent, BEFORE_NAME, BEFORE),
            Self::Unknown => answer_of(&silent, "Room.CallbackBeforeJoin", "{}"),
            Self::Undecodable => answer_of(&drops, BEFORE_NAME, "{}"),
            Self::Failed => {
                let incoming = verified(BEFORE_NAME, BEFORE);
                answered(&drops.reply_for(&incoming, Failure::Deadline))
            }
        }
    }
}

#[test]
fn fail_open_allows_and_fail_closed_rejects_in_every_case() {
    for case in CASES {
        assert_eq!(case.answer(Policies::fail_open()), ALLOW, "{case:?}, open");
        assert_eq!(case.answer(Policies::fail_closed()), REJECT, "{case:?}, closed");
    }
}

#[test]
fn each_adjustment_changes_its_own_case_and_no_other() {
    for adjusted in CASES {
        let open = adjusted.adjust(Policies::fail_open(), Fallback::Reject);
        let closed = adjusted.adjust(Policies::fail_closed(), Fallback::Allow);
        for case in CASES {
            let (in_open, in_closed) = match case == adjusted {
                true => (Fallback::Reject, Fallback::Allow),
                false => (Fallback::Allow, Fallback::Reject),
            };
            assert_eq!(case.answer(open), expected(in_open), "{adjusted:?} in open: {case:?}");
            let answer = case.answer(closed);
            assert_eq!(answer, expected(in_closed), "{adjusted:?} in closed: {case:?}");
        }
    }
}

#[test]
fn after_commands_are_acknowledged_in_every_case() {
    for policies in [Policies::fail_open(), Policies::fail_closed()] {
        let none = unchecked(policies).build().unwrap();
        assert_eq!(answer_of(&none, AFTER_NAME, AFTER), ALLOW, "unregistered");
        let panics = || unchecked(policies).on_fn::<AfterSendMsg>(|_| panic!("on purpose"));
        let panics = panics().build().unwrap();
        assert_eq!(answer_of(&panics, AFTER_NAME, "[]"), ALLOW, "undecodable");
        assert_eq!(answer_of(&panics, AFTER_NAME, AFTER), ALLOW, "panicked");
        let incoming = verified(AFTER_NAME, AFTER);
        for failure in [Failure::Deadline, Failure::Unavailable] {
            assert_eq!(answered(&panics.reply_for(&incoming, failure)), ALLOW, "{failure:?}");
        }
    }
}

#[test]
fn an_unknown_command_is_refused_only_if_its_name_says_before_or_prev() {
    let open = unchecked(Policies::fail_open()).build().unwrap();
    let closed = unchecked(Policies::fail_closed()).build().unwrap();
    for (command, in_closed) in [
        ("Room.CallbackBeforeJoin", REJECT),
        ("Sns.CallbackPrevSomethingNew", REJECT),
        ("Room.CallbackAfterJoin", ALLOW),
        ("Live.SomethingNew", ALLOW),
        ("group.callbackbeforesendmsg", ALLOW),
        ("x", ALLOW),
    ] {
        for body in ["{}", "not JSON"] {
            assert_eq!(answer_of(&open, command, body), ALLOW, "{command}, open");
            assert_eq!(answer_of(&closed, command, body), in_closed, "{command}, closed");
            let reply = closed.reply_for(&verified(command, body), Failure::Deadline);
            assert_eq!(answered(&reply), in_closed, "{command}, reply_for");
        }
    }
}

#[test]
fn a_decider_that_panics_has_failed_and_the_next_call_is_decided_again() {
    for (policies, answer) in [(Policies::fail_open(), ALLOW), (Policies::fail_closed(), REJECT)] {
        let calls = AtomicUsize::new(0);
        let receiver = unchecked(policies)
            .on_fn::<BeforeSendMsg>(move |_| match calls.fetch_add(1, Ordering::Relaxed) {
                0 => panic!("on purpose"),
                _ => Verdict::SilentDrop,
            })
            .build()
            .unwrap();
        assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), answer);
        assert!(answer_of(&receiver, BEFORE_NAME, BEFORE).contains(r#""ErrorCode":2"#));
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
        .on::<SendMsgException>(|_: &Call<SendMsgException>| Ack)
        .build()
        .unwrap();
    let dropped = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;
    assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), dropped);
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

#[test]
fn two_deciders_for_one_command_cannot_be_built() {
    let twice = BuildError::Twice(CallbackCommand::GroupBeforeSendMsg);
    let builder = || {
        unchecked(Policies::fail_open())
            .on_fn::<BeforeSendMsg>(|_| Verdict::Allow)
            .on_fn::<AfterSendMsg>(|_| Ack)
    };
    assert!(builder().build().is_ok());
    let blocking = builder().on_fn::<BeforeSendMsg>(|_| Verdict::Allow).build();
    assert_eq!(blocking.err(), Some(twice));
    let mixed = builder().on_async::<BeforeSendMsg>(|_: &Call<BeforeSendMsg>| Verdict::Allow);
    assert_eq!(mixed.build().err(), Some(twice));
}

fn signed(sign: &str, time: &str) -> String {
    format!("{}&Sign={sign}&RequestTime={time}", query_for(BEFORE_NAME))
}

#[test]
fn a_refusal_has_its_errors_status_and_cannot_pass_for_a_verdict() {
    let token = Token::new("xxxxyyyy").unwrap();
    let receiver = Receiver::builder(Verifier::new(APP, token), Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| Verdict::Allow)
        .body_limit(BEFORE.len())
        .build()
        .unwrap();
    let good = signed(SIGN_XXXXYYYY, "1669872112");
    assert_eq!(answered(&receiver.receive_at(&good, BEFORE.as_bytes(), TIME)), ALLOW);

    let too_long = format!("{BEFORE} ");
    let at = TIME.get();
    for (what, query, body, now, status) in [
        ("unreadable query", "x".to_owned(), BEFORE, at, 400),
        ("doubled Sign", format!("{good}&sign=00"), BEFORE, at, 400),
        ("not json", good.replace("=json", "=xml"), BEFORE, at, 415),
        ("another app", good.replace("1400000000", "1400000001"), BEFORE, at, 403),
        ("no Sign", query_for(BEFORE_NAME), BEFORE, at, 401),
        ("malformed Sign", signed("00", "1669872112"), BEFORE, at, 401),
        ("wrong Sign", signed(SIGN_XXXYYY, "1669872112"), BEFORE, at, 401),
        ("stale", good.clone(), BEFORE, at + 61, 401),
        ("future", good.clone(), BEFORE, at - 61, 401),
        ("body over the limit", good.clone(), &too_long, at, 413),
    ] {
        let now = UnixSeconds::new(now);
        let reply = receiver.receive_at(&query, body.as_bytes(), now);
        assert_eq!(reply.status, status, "{what}");
        assert_ne!(reply.content_type, "application/json", "{what}");
        assert!(!reply.body.is_empty(), "{what}");
        assert!(serde_json::from_slice::<Answer>(&reply.body).is_err(), "{what}");
        assert!(serde_json::from_slice::<Value>(&reply.body).is_err(), "{what}");
        for secret in ["xxxxyyyy", SIGN_XXXXYYYY, SIGN_XXXYYY, "red packet"] {
            assert!(!reply.body_text().contains(secret), "{what}");
        }
        assert_eq!(receiver.admit_at(&query, body.as_bytes(), now).unwrap_err(), reply, "{what}");
    }
}

#[test]
fn the_system_clock_judges_where_no_clock_is_given() {
    let token = Token::new("xxxxyyyy").unwrap();
    let receiver = Receiver::builder(Verifier::new(APP, token.clone()), Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| Verdict::Reject)
        .build()
        .unwrap();
    let old = signed(SIGN_XXXXYYYY, "1669872112");
    assert_eq!(receiver.receive(&old, BEFORE.as_bytes()).status, 401);
    let now = UnixSeconds::try_from(std::time::SystemTime::now()).unwrap();
    let fresh = signed(&tim_callback::sign(&token, now), &now.to_string());
    assert_eq!(answered(&receiver.receive(&fresh, BEFORE.as_bytes())), REJECT);
    assert!(receiver.admit(&fresh, BEFORE.as_bytes()).is_ok());
}

#[test]
fn an_admitted_callback_is_answered_as_if_it_had_just_come() {
    let receiver = unchecked(Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| Verdict::SilentDrop)
        .build()
        .unwrap();
    let query = query_for(BEFORE_NAME);
    let admitted = receiver.admit_at(&query, BEFORE.as_bytes(), TIME).unwrap();
    assert_eq!(receiver.answer(admitted), receiver.receive_at(&query, BEFORE.as_bytes(), TIME));
}

/// What an observer saw of one callback.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    command: Option<CallbackCommand>,
    outcome: Outcome,
    error: Option<Error>,
}

fn notes() -> (Arc<Mutex<Vec<Seen>>>, impl Fn(&Event<'_>) + Send + Sync + 'static) {
    let notes = Arc::new(Mutex::new(Vec::new()));
    let pen = Arc::clone(&notes);
    let observer = move |event: &Event<'_>| {
        let &Event { command, outcome, error, .. } = event;
        pen.lock().unwrap().push(Seen { command, outcome, error: error.cloned() });
    };
    (notes, observer)
}

fn taken(notes: &Mutex<Vec<Seen>>) -> Vec<Seen> {
    std::mem::take(&mut *notes.lock().unwrap())
}

#[test]
fn the_observer_sees_each_callback_once_with_how_it_ended() {
    let (notes, observer) = notes();
    let receiver =
        Receiver::builder(Verifier::without_authentication([APP]), Policies::fail_open())
            .observe(observer)
            .on_fn::<BeforeSendMsg>(|call| match call.from_account.as_str() {
                "mallory" => panic!("on purpose"),
                _ => Verdict::Allow,
            })
            .build()
            .unwrap();
    let receive = |query: &str, body: &str| {
        let _ = receiver.receive_at(query, body.as_bytes(), TIME);
        let mut seen = taken(&notes);
        let last = seen.pop();
        assert!(seen.is_empty(), "one event for one callback, not also {seen:?}");
        last.unwrap()
    };
    let before = Some(CallbackCommand::GroupBeforeSendMsg);
    let after = Some(CallbackCommand::GroupAfterSendMsg);

    let seen = receive(&query_for(BEFORE_NAME), BEFORE);
    assert_eq!(seen, Seen { command: before, outcome: Outcome::Decided, error: None });

    let mallory = before_with(|body| body["From_Account"] = "mallory".into()).to_string();
    let seen = receive(&query_for(BEFORE_NAME), &mallory);
    assert_eq!(seen, Seen { command: before, outcome: Outcome::Panicked, error: None });

    let seen = receive(&query_for(AFTER_NAME), AFTER);
    assert_eq!(seen, Seen { command: after, outcome: Outcome::Unregistered, error: None });

    let seen = receive(&query_for("Live.SomethingNew"), "");
    assert_eq!(seen, Seen { command: None, outcome: Outcome::Unknown, error: None });

    let seen = receive(&query_for(BEFORE_NAME), "{}");
    assert_eq!((seen.command, seen.outcome), (before, Outcome::Undecodable));
    assert!(matches!(seen.error, Some(Error::Decode(_))), "{seen:?}");

    let other = SdkAppId::new(7);
    let seen = receive("SdkAppid=7&CallbackCommand=x", BEFORE);
    let error = Some(Error::Auth(AuthError::WrongApp(other)));
    assert_eq!(seen, Seen { command: None, outcome: Outcome::Refused, error });

    for (failure, outcome) in
        [(Failure::Deadline, Outcome::Deadline), (Failure::Unavailable, Outcome::Unavailable)]
    {
        let _ = receiver.reply_for(&verified(BEFORE_NAME, BEFORE), failure);
        assert_eq!(taken(&notes), [Seen { command: before, outcome, error: None }]);
    }
}

/// Asks someone else and fails, panics or decides, as the sender's name says.
struct Asking;

impl DecideAsync<BeforeSendMsg> for Asking {
    async fn decide_async(&self, call: &Call<BeforeSendMsg>) -> Result<Verdict, DecideError> {
        assert_ne!(call.from_account, "panics at once");
        pending_once().await;
        assert_ne!(call.from_account, "panics later");
        if call.from_account == "fails" {
            return Err(io::Error::other("the database is down").into());
        }
        Ok(Verdict::SilentDrop)
    }
}

/// Panics before there is a future.
struct PanicsAsFunction;

impl DecideAsync<AfterSendMsg> for PanicsAsFunction {
    #[allow(clippy::manual_async_fn, reason = "the panic is to come before the future")]
    fn decide_async(
        &self,
        call: &Call<AfterSendMsg>,
    ) -> impl Future<Output = Result<Ack, DecideError>> + Send {
        assert_eq!(call.from_account, "nobody", "on purpose");
        async { Ok(Ack) }
    }
}

fn asking(
    policies: Policies,
    observer: impl Fn(&Event<'_>) + Send + Sync + 'static,
) -> Receiver<Async> {
    unchecked(policies)
        .observe(observer)
        .on_fn::<SendMsgException>(|_| Ack)
        .on_async::<BeforeSendMsg>(Asking)
        .on_async::<AfterSendMsg>(PanicsAsFunction)
        .build()
        .unwrap()
}

#[test]
fn an_async_decider_is_awaited_and_its_failures_are_answered_by_policy() {
    for (policies, by_policy) in [(Policies::fail_open(), ALLOW), (Policies::fail_closed(), REJECT)]
    {
        let (notes, observer) = notes();
        let receiver = asking(policies, observer);
        for (sender, answer, outcome) in [
            ("jared", r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#, Outcome::Decided),
            ("fails", by_policy, Outcome::Failed),
            ("panics at once", by_policy, Outcome::Panicked),
            ("panics later", by_policy, Outcome::Panicked),
        ] {
            let body = before_with(|body| body["From_Account"] = sender.into()).to_string();
            let query = query_for(BEFORE_NAME);
            let reply = block_on(receiver.receive_at(&query, body.into_bytes(), TIME));
            assert_eq!(answered(&reply), answer, "{sender}");
            let command = Some(CallbackCommand::GroupBeforeSendMsg);
            assert_eq!(taken(&notes), [Seen { command, outcome, error: None }], "{sender}");
        }
        let query = query_for(AFTER_NAME);
        let reply = block_on(receiver.receive_at(&query, AFTER.as_bytes(), TIME));
        assert_eq!(answered(&reply), ALLOW);
        assert_eq!(taken(&notes)[0].outcome, Outcome::Panicked);
    }
}

#[test]
fn an_async_receiver_answers_what_needs_no_decider_like_a_blocking_one() {
    let blocking = unchecked(Policies::fail_closed()).build().unwrap();
    let receiver = asking(Policies::fail_closed(), |_| {});
    for (command, body) in [
        ("Room.CallbackBeforeJoin", "{}"),
        ("Live.SomethingNew", "{}"),
        (BEFORE_NAME, "{}"),
        (AFTER_NAME, "{}"),
        ("Group.CallbackSendMsgException", EXCEPTION),
    ] {
        let query = query_for(command);
        let reply = block_on(receiver.receive_at(&query, body.as_bytes(), TIME));
        assert_eq!(reply, blocking.receive_at(&query, body.as_bytes(), TIME), "{command}");
    }
    assert_eq!(block_on(receiver.receive("x", b"".as_slice())).status, 400);
    let unregistered = unchecked(Policies::fail_closed())
        .on_async::<AfterSendMsg>(PanicsAsFunction)
        .build()
        .unwrap();
    let reply = block_on(unregistered.answer(verified(BEFORE_NAME, BEFORE)));
    assert_eq!(answered(&reply), REJECT);
}

#[test]
fn a_plain_decider_of_an_async_receiver_is_caught_when_it_panics() {
    let receiver = unchecked(Policies::fail_closed())
        .on_async::<AfterSendMsg>(PanicsAsFunction)
        .on_fn::<BeforeSendMsg>(|_| panic!("on purpose"))
        .build()
        .unwrap();
    let reply = block_on(receiver.answer(verified(BEFORE_NAME, BEFORE)));
    assert_eq!(answered(&reply), REJECT);
}

#[test]
fn when_the_deadline_passes_the_future_is_dropped_and_the_policy_answers() {
    struct Never;
    impl DecideAsync<BeforeSendMsg> for Never {
        async fn decide_async(&self, _: &Call<BeforeSendMsg>) -> Result<Verdict, DecideError> {
            std::future::pending().await
        }
    }
    for (policies, answer) in [(Policies::fail_open(), ALLOW), (Policies::fail_closed(), REJECT)] {
        let (notes, observer) = notes();
        let receiver =
            unchecked(policies).observe(observer).on_async::<BeforeSendMsg>(Never).build().unwrap();
        let incoming = verified(BEFORE_NAME, BEFORE);
        let mut pending = Box::pin(receiver.answer(incoming.clone()));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(pending.as_mut().poll(&mut context).is_pending());
        drop(pending);
        assert_eq!(taken(&notes), [], "nothing has ended yet");
        assert_eq!(answered(&receiver.reply_for(&incoming, Failure::Deadline)), answer);
        assert_eq!(taken(&notes)[0].outcome, Outcome::Deadline);
    }
}

/// A timer that is done when it has been looked at this many times.
async fn after_looks(mut looks: usize) {
    std::future::poll_fn(|context| match looks.checked_sub(1) {
        None => std::task::Poll::Ready(()),
        Some(fewer) => {
            looks = fewer;
            context.waker().wake_by_ref();
            std::task::Poll::Pending
        }
    })
    .await;
}

#[test]
fn a_timer_that_is_done_first_lets_the_policy_answer_and_drops_the_decision() {
    struct Never(Arc<()>);
    impl DecideAsync<BeforeSendMsg> for Never {
        async fn decide_async(&self, _: &Call<BeforeSendMsg>) -> Result<Verdict, DecideError> {
            let _held = Arc::clone(&self.0);
            std::future::pending().await
        }
    }
    for (policies, answer) in [(Policies::fail_open(), ALLOW), (Policies::fail_closed(), REJECT)] {
        let (notes, observer) = notes();
        let held = Arc::new(());
        let receiver = unchecked(policies)
            .observe(observer)
            .on_async::<BeforeSendMsg>(Never(Arc::clone(&held)))
            .build()
            .unwrap();
        for looks in [0, 3] {
            let incoming = verified(BEFORE_NAME, BEFORE);
            let reply = block_on(receiver.answer_within(incoming, after_looks(looks)));
            assert_eq!(answered(&reply), answer);
            assert_eq!(Arc::strong_count(&held), 2, "the decision is dropped");
            let command = Some(CallbackCommand::GroupBeforeSendMsg);
            let outcome = Outcome::Deadline;
            assert_eq!(taken(&notes), [Seen { command, outcome, error: None }]);
        }
    }
}

#[test]
fn a_decider_that_is_done_before_the_timer_decides() {
    let receiver = asking(Policies::fail_closed(), |_| {});
    let dropped = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;
    let incoming = verified(BEFORE_NAME, BEFORE);
    let reply = block_on(receiver.answer_within(incoming, after_looks(9)));
    assert_eq!(answered(&reply), dropped);
    let query = query_for(BEFORE_NAME);
    let reply =
        block_on(receiver.receive_within(&query, BEFORE.as_bytes(), std::future::pending()));
    assert_eq!(answered(&reply), dropped);
    let refused = receiver.receive_within("x", BEFORE.as_bytes(), std::future::pending());
    assert_eq!(block_on(refused).status, 400);
}

#[test]
fn a_verdict_that_is_there_at_once_is_answered_without_a_look_at_the_timer() {
    let receiver = asking(Policies::fail_closed(), |_| {});
    let timer = std::future::poll_fn(|_| panic!("looked at"));
    let incoming = verified("Group.CallbackSendMsgException", EXCEPTION);
    assert_eq!(answered(&block_on(receiver.answer_within(incoming, timer))), ALLOW);
}

#[test]
fn the_time_that_was_waited_is_in_the_event_of_a_deadline() {
    let waited = Arc::new(Mutex::new(std::time::Duration::ZERO));
    let pen = Arc::clone(&waited);
    let receiver = asking(Policies::fail_closed(), move |event| {
        *pen.lock().unwrap() = event.elapsed;
    });
    let timer = async { std::thread::sleep(std::time::Duration::from_millis(20)) };
    let reply = block_on(receiver.answer_within(verified(BEFORE_NAME, BEFORE), timer));
    assert_eq!(answered(&reply), REJECT);
    assert!(*waited.lock().unwrap() >= std::time::Duration::from_millis(20));
}

#[test]
fn a_receiver_tells_how_large_a_body_it_takes() {
    assert_eq!(unchecked(Policies::fail_open()).build().unwrap().body_limit(), 1 << 20);
    let limited = unchecked(Policies::fail_open()).body_limit(7).build().unwrap();
    assert_eq!(limited.body_limit(), 7);
}

#[test]
fn receivers_and_their_futures_go_between_threads() {
    fn sendable<T: Send>(value: T) -> T {
        value
    }
    let receiver = Arc::new(asking(Policies::fail_open(), |_| {}));
    let reply = std::thread::spawn(move || {
        block_on(sendable(receiver.receive_at(&query_for(BEFORE_NAME), BEFORE.as_bytes(), TIME)))
    });
    assert!(answered(&reply.join().unwrap()).contains(r#""ErrorCode":2"#));
    let receiver = asking(Policies::fail_open(), |_| {});
    let within = receiver.receive_within("x", b"".as_slice(), std::future::ready(()));
    drop(sendable(within));
}
