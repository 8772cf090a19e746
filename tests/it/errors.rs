//! What errors say: a fact for the log, advice apart from it, and a fixed text for strangers.

use crate::support::{APP, BEFORE, TIME, before_with, call_about, decode, query_for, verified};
use tim_callback::auth::AuthError;
use tim_callback::call::DecodeErrorKind;
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::message::{MsgPatch, PatchError};
use tim_callback::query::CallbackQuery;
use tim_callback::receiver::Unread;
use tim_callback::verdict::Answer;
use tim_callback::{
    Ack, Error, GroupRejectCode, Incoming, MsgVerdict, Reply, SdkAppId, Token, UnixSeconds,
    Verifier,
};

const NAME: &str = "Group.CallbackBeforeSendMsg";

/// A fact: one short phrase, lower case but for the protocol's own words, without a full stop.
fn assert_fact(fact: &str, expected: &str) {
    assert_eq!(fact, expected);
    assert!(!fact.ends_with(['.', '?', '!']), "{fact}");
}

/// Advice: one sentence.
fn assert_advice(help: &str) {
    assert!(help.starts_with(char::is_uppercase) && help.ends_with('.'), "{help:?}");
    assert!(help.split_whitespace().count() > 2, "{help:?}");
}

#[test]
fn a_query_that_cannot_be_read() {
    let long = "x".repeat((64 << 10) + 1);
    let mut helps = Vec::new();
    for (query, fact) in [
        ("CallbackCommand=x", "missing SdkAppid"),
        ("SdkAppid=1&SdkAppId=1", "duplicate SdkAppid"),
        ("SdkAppid=01&CallbackCommand=x", "SdkAppid is not a plain decimal number"),
        ("SdkAppid=1&a=%FF", "the parameter at byte 13 is not UTF-8"),
        (&long, "the query has 65537 bytes, the limit is 65536"),
    ] {
        let error = CallbackQuery::parse(query).unwrap_err();
        assert_fact(&error.to_string(), fact);
        assert_advice(error.help());
        let whole = Error::from(Incoming::new(query, b"{}".as_slice()).unwrap_err());
        assert_eq!((whole.to_string(), whole.help()), (error.to_string(), error.help()));
        assert_eq!(whole.status(), 400);
        helps.push(error.help());
    }
    helps.dedup();
    assert!(helps.len() >= 4, "the advice is for the error: {helps:?}");
}

#[test]
fn a_callback_that_is_refused_by_content_type_or_size() {
    let xml = query_for(NAME).replace("=json", "=xml");
    for (error, fact, status) in [
        (Incoming::new(&xml, b"{}".as_slice()).unwrap_err(), "contenttype is not json", 415),
        (
            Incoming::with_body_limit(&query_for(NAME), b"{}".as_slice(), 1).unwrap_err(),
            "the body has 2 bytes, the limit is 1",
            413,
        ),
    ] {
        assert_fact(&error.to_string(), fact);
        assert_advice(error.help());
        let (help, whole) = (error.help(), Error::from(error));
        assert_eq!((whole.help(), whole.status()), (help, status));
    }
}

#[test]
fn a_callback_that_is_not_authentic() {
    let verifier = Verifier::new(APP, Token::new("xxxxyyyy").unwrap());
    let at = |query: &str, now: u64| -> AuthError {
        let incoming = Incoming::new(query, b"{}".as_slice()).unwrap();
        verifier.verify_at(incoming, UnixSeconds::new(now)).unwrap_err()
    };
    let plain = query_for(NAME);
    let with = |sign: &str| format!("{plain}&Sign={sign}&RequestTime=1669872112");
    let (now, good) = (TIME.get(), with(crate::support::SIGN_XXXXYYYY));
    for (error, fact, status) in [
        (at("SdkAppid=7&CallbackCommand=x", now), "unknown SdkAppid 7", 403),
        (at(&plain, now), "missing Sign", 401),
        (at(&format!("{plain}&Sign=00"), now), "missing RequestTime", 401),
        (at(&with("00"), now), "Sign is not 64 hexadecimal digits", 401),
        (at(&with(crate::support::SIGN_XXXYYY), now), "signature does not match", 401),
        (at(&good, now + 75), "request time is 75 s old, the limit is 60 s", 401),
        (at(&good, now - 75), "request time is 75 s ahead, the limit is 60 s", 401),
    ] {
        assert_fact(&error.to_string(), fact);
        assert_advice(error.help());
        let (help, whole) = (error.help(), Error::from(error));
        assert_eq!((whole.help(), whole.status()), (help, status), "{fact}");
    }
    let none = Verifier::from_apps([(SdkAppId::new(7), Vec::<Token>::new())]).unwrap_err();
    assert_fact(&none.to_string(), "app 7 has no token");
    assert_eq!(none.app(), SdkAppId::new(7));
}

#[test]
fn a_body_that_does_not_decode() {
    use DecodeErrorKind as Kind;
    let changed = |field: &str, value: serde_json::Value| {
        decode::<BeforeSendMsg>(before_with(|body| body[field] = value).to_string()).unwrap_err()
    };
    let read = |body: &[u8]| decode::<BeforeSendMsg>(body).unwrap_err();
    let elements = serde_json::json!([{"MsgType": "TIMTextElem", "MsgContent": {"Text": 5}}]);
    for (error, kind, path, fact) in [
        (read(b"\xff"), Kind::NotUtf8, "", "the body is not UTF-8, at byte 0"),
        (read(b"{"), Kind::NotJson, "", "the body is not JSON, at line 1, column 1"),
        (read(b"[]"), Kind::Unexpected, "", "expected a JSON object at the top of the body"),
        (read(b"{}"), Kind::Missing, "CallbackCommand", "missing field CallbackCommand"),
        (
            read(br#"{"GroupId":"","GroupId":""}"#),
            Kind::Duplicate,
            "GroupId",
            "duplicate field GroupId",
        ),
        (
            changed("MsgBody", elements),
            Kind::Unexpected,
            "MsgBody[0].MsgContent.Text",
            "expected a string at MsgBody[0].MsgContent.Text",
        ),
        (
            changed("CallbackCommand", "State.StateChange".into()),
            Kind::OtherCommand,
            "CallbackCommand",
            "the body names another command at CallbackCommand",
        ),
        (
            changed("CallbackCommand", 5.into()),
            Kind::Unexpected,
            "CallbackCommand",
            "expected the name of a command at CallbackCommand",
        ),
    ] {
        assert_eq!((error.kind(), error.path(), error.command().name()), (kind, path, NAME));
        assert_fact(&error.to_string(), &format!("{NAME}: {fact}"));
        assert_advice(error.help());
        assert_eq!(error.expected().is_some(), kind == Kind::Unexpected, "{fact}");
        let (help, whole) = (error.help(), Error::from(error));
        assert_eq!((whole.help(), whole.status()), (help, 400));
    }
    let not_asked = verified(NAME, BEFORE).decode_as::<AfterSendMsg>().unwrap_err();
    let fact = "Group.CallbackAfterSendMsg: the URL names Group.CallbackBeforeSendMsg";
    assert_fact(&not_asked.to_string(), fact);
    assert_advice(not_asked.error().help());
    assert_eq!(not_asked.verified().raw_body(), BEFORE.as_bytes());
    assert_eq!(not_asked.error().kind().to_string(), "not_asked");
    let unknown = verified("Live.New", "{}").decode_as::<AfterSendMsg>().unwrap_err();
    assert_fact(
        &unknown.to_string(),
        "Group.CallbackAfterSendMsg: the URL names an unknown command",
    );
}

#[test]
fn a_body_that_was_not_read_and_one_that_came_twice() {
    for (error, fact, status) in [
        (Error::from(Unread::TooLarge), "the body is larger than the limit", 413),
        (Unread::TooSlow.into(), "the body did not arrive in time", 408),
        (Unread::BrokenOff.into(), "the body broke off", 400),
        (Error::Repeated, "received before", 409),
    ] {
        assert_fact(&error.to_string(), fact);
        assert_advice(error.help());
        assert_eq!(error.status(), status);
    }
}

#[test]
fn a_stranger_gets_the_same_short_text_for_a_status() {
    for (error, text) in [
        (Error::from(AuthError::MissingSign), "not authenticated"),
        (AuthError::WrongApp(APP).into(), "forbidden"),
        (Unread::TooSlow.into(), "timed out"),
        (Error::Repeated, "received before"),
        (Unread::TooLarge.into(), "too large"),
        (tim_callback::query::IncomingError::ContentType.into(), "not json"),
        (Unread::BrokenOff.into(), "bad request"),
    ] {
        let reply = Reply::refusal(&error);
        assert_eq!((reply.status, &*reply.body_text()), (error.status(), text));
    }
}

#[test]
fn an_answer_or_a_patch_that_cannot_be() {
    type Verdict = MsgVerdict<GroupRejectCode>;
    let read = |json: &str| serde_json::from_str::<Answer>(json).unwrap();
    let fail = r#"{"ActionStatus":"FAIL","ErrorInfo":"","ErrorCode":0}"#;
    let seven = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":7}"#;
    let empty = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"MsgBody":[]}"#;
    for (error, fact) in [
        (Verdict::try_from(read(fail)).unwrap_err(), "ActionStatus is not OK"),
        (Verdict::try_from(read(seven)).unwrap_err(), "ErrorCode 7 is undefined for this command"),
        (Verdict::try_from(read(empty)).unwrap_err(), "MsgBody is empty"),
        (Ack::try_from(read(empty)).unwrap_err(), "MsgBody has no meaning in this answer"),
    ] {
        assert_fact(&error.to_string(), fact);
        assert_advice(error.help());
    }
    let text = r#"[{"MsgType":"TIMTextElem","MsgContent":{"Text":"hi"}}]"#;
    for (error, fact) in [
        (call_about(text).patch().remove(0).unwrap_err(), "the change leaves no element"),
        (
            call_about(text).patch().remove(3).unwrap_err(),
            "element 3 does not exist, the message has 1",
        ),
        (MsgPatch::from_raw_body(b"[]").unwrap_err(), "the body has no MsgBody"),
    ] {
        assert_fact(&error.to_string(), fact);
        assert_advice(error.help());
    }
    assert_eq!(MsgPatch::from_raw_body(br#"{"MsgBody":5}"#).unwrap_err(), PatchError::NoMsgBody);
}
