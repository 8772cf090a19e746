//! What the observers are told, for each callback once.

use std::sync::{Arc, Mutex};

use tim_callback::auth::AuthError;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::receiver::{Outcome, Policy};
use tim_callback::verdict::Decision;
use tim_callback::{
    CallbackCommand, Error, Fallback, GroupRejectCode, Observation, Policies, Receiver, SdkAppId,
    Verifier,
};

use crate::receiver::{AFTER_NAME, BEFORE_NAME, FRIEND, FRIEND_NAME, Notes, Verdict, unchecked};
use crate::support::{AFTER, APP, BEFORE, TIME, before_with, query_for};

const SPAM: GroupRejectCode = GroupRejectCode::new(10101).unwrap();

#[test]
fn each_callback_is_observed_once_with_how_it_ended() {
    let notes = Notes::default();
    let receiver =
        Receiver::builder(Verifier::without_authentication([APP]), Policies::fail_open())
            .observe(notes.observer())
            .on_fn::<BeforeSendMsg>(|call| match call.from_account.as_str() {
                "mallory" => panic!("on purpose"),
                _ => Verdict::reject_with(SPAM, "a private text"),
            })
            .build()
            .unwrap();
    let receive = |query: &str, body: &str| {
        let _ = receiver.receive_at(query, body.as_bytes(), TIME);
        notes.one()
    };
    let before = Some(CallbackCommand::GroupBeforeSendMsg);
    let after = Some(CallbackCommand::GroupAfterSendMsg);

    let seen = receive(&query_for(BEFORE_NAME), BEFORE);
    assert_eq!((seen.command, seen.outcome, seen.policy), (before, Outcome::Decided, None));
    assert!(matches!(seen.decision, Some(Decision::Reject { code: Some(10101), .. })));
    assert_eq!((seen.status, seen.error), (200, None));

    let mallory = before_with(|body| body["From_Account"] = "mallory".into()).to_string();
    let seen = receive(&query_for(BEFORE_NAME), &mallory);
    assert_eq!((seen.command, seen.outcome), (before, Outcome::Panicked));
    assert_eq!((seen.decision, seen.policy), (Some(Decision::Allow), Some(Policy::Failed)));

    let seen = receive(&query_for(AFTER_NAME), AFTER);
    assert_eq!((seen.command, seen.outcome), (after, Outcome::Unregistered));
    assert_eq!(seen.decision, Some(Decision::Acknowledge));
    assert_eq!(seen.policy, Some(Policy::Unregistered));

    let seen = receive(&query_for("Live.SomethingNew"), "");
    assert_eq!((seen.command, seen.outcome), (None, Outcome::Unknown));
    assert_eq!(seen.policy, Some(Policy::Unknown));

    let seen = receive(&query_for(BEFORE_NAME), "{}");
    assert_eq!((seen.command, seen.outcome), (before, Outcome::Undecodable));
    assert_eq!(seen.policy, Some(Policy::Undecodable));
    assert!(matches!(seen.error, Some(Error::Decode(_))), "{seen:?}");

    let seen = receive("SdkAppid=7&CallbackCommand=x", BEFORE);
    assert_eq!((seen.outcome, seen.status), (Outcome::Refused, 403));
    assert_eq!(seen.error, Some(Error::Auth(AuthError::WrongApp(SdkAppId::new(7)))));
}

#[test]
fn the_observer_learns_what_was_decided() {
    for (verdict, label) in [
        (Verdict::Allow, "allow"),
        (Verdict::Reject, "reject"),
        (Verdict::reject_with(SPAM, ""), "reject"),
        (Verdict::SilentDrop, "silent_drop"),
    ] {
        assert_eq!(decided(move |_| verdict.clone()), label);
    }
    assert_eq!(decided(|call| call.patch().into()), "allow", "a patch that changes nothing");
    assert_eq!(decided(|call| call.patch().with_cloud_custom_data("x").into()), "modify");
}

fn decided(
    decider: impl Fn(&tim_callback::Call<BeforeSendMsg>) -> Verdict + Send + Sync + 'static,
) -> String {
    let notes = Notes::default();
    let builder = unchecked(Policies::fail_open()).observe(notes.observer());
    let receiver = builder.on_fn::<BeforeSendMsg>(decider).build().unwrap();
    let _ = receiver.receive_at(&query_for(BEFORE_NAME), BEFORE.as_bytes(), TIME);
    notes.one().decision.unwrap().to_string()
}

#[test]
fn a_policy_that_refuses_friends_tells_how_many() {
    let notes = Notes::default();
    let receiver = unchecked(Policies::fail_closed()).observe(notes.observer()).build().unwrap();
    let send = |body: &str| {
        let _ = receiver.receive_at(&query_for(FRIEND_NAME), body.as_bytes(), TIME);
        notes.one()
    };
    let targets = FRIEND.matches("To_Account").count();
    let seen = send(FRIEND);
    assert!(
        matches!(seen.decision, Some(Decision::PerTarget { refused, .. }) if refused == targets),
        "{seen:?}"
    );
    assert_eq!(send("{}").decision, Some(Decision::Failed));
}

/// The texts of one observation.
#[derive(Debug, Default, Clone)]
struct Texts {
    app: Option<SdkAppId>,
    name: Option<String>,
    request_id: Option<String>,
    debug: String,
}

fn texts_of(query: &str) -> Texts {
    let texts = Arc::new(Mutex::new(Texts::default()));
    let pen = Arc::clone(&texts);
    let receiver = unchecked(Policies::fail_open())
        .observe(move |seen: &Observation<'_>| {
            *pen.lock().unwrap() = Texts {
                app: seen.sdk_app_id(),
                name: seen.command_name().map(Into::into),
                request_id: seen.request_id().map(Into::into),
                debug: format!("{seen:?}"),
            };
        })
        .on_unknown(|_| Fallback::Allow)
        .build()
        .unwrap();
    let _ = receiver.receive_at(query, b"{}".as_slice(), TIME);
    texts.lock().unwrap().clone()
}

#[test]
fn two_apps_and_two_requests_are_told_apart() {
    let seen = texts_of("SdkAppid=7&CallbackCommand=Live.SomethingNew&RequestID=2a7f-1");
    assert_eq!(seen.app, Some(SdkAppId::new(7)));
    assert_eq!(seen.name.as_deref(), Some("Live.SomethingNew"));
    assert_eq!(seen.request_id.as_deref(), Some("2a7f-1"));
    let other = texts_of("SdkAppid=8&CallbackCommand=State.StateChange");
    assert_eq!(other.app, Some(SdkAppId::new(8)));
    assert_eq!((other.name.as_deref(), other.request_id), (Some("State.StateChange"), None));
    let unreadable = texts_of("x");
    assert_eq!((unreadable.app, unreadable.name, unreadable.request_id), (None, None, None));
}

#[test]
fn a_strangers_names_are_escaped_and_cut_before_they_reach_a_log() {
    let seen = texts_of("SdkAppid=7&CallbackCommand=a%0Ab%1B[31m&RequestID=%00%22");
    assert_eq!(seen.name.as_deref(), Some(r"a\nb\u{1b}[31m"));
    assert_eq!(seen.request_id.as_deref(), Some(r#"\0\""#));
    let long = "x".repeat(128);
    let cut = texts_of(&format!("SdkAppid=7&CallbackCommand={long}y"));
    assert_eq!(cut.name, Some(format!("{long}…")));
    let whole = texts_of(&format!("SdkAppid=7&CallbackCommand={long}"));
    assert_eq!(whole.name, Some(long));
    let script = "あ".repeat(129);
    let cut = texts_of(&format!("SdkAppid=7&CallbackCommand={script}"));
    assert_eq!(cut.name.unwrap().chars().count(), 129);
    assert!(!seen.debug.contains('\n') && !seen.debug.contains('\u{1b}'), "{}", seen.debug);
}

#[test]
fn every_observer_is_told() {
    let (one, other) = (Notes::default(), Notes::default());
    let receiver = unchecked(Policies::fail_open())
        .observe(one.observer())
        .observe(other.observer())
        .build()
        .unwrap();
    let _ = receiver.receive_at(&query_for(AFTER_NAME), AFTER.as_bytes(), TIME);
    assert_eq!(one.one(), other.one());
}
