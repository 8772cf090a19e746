//! Secrets planted everywhere, and everything that might print one looked through.
//!
//! Calls, requests and verdicts are documented to print what they hold; nothing else does. What a
//! panicking decider says is its own, and the panic hook the application's.

mod receivers;

use std::fmt::{Debug, Display};

use crate::support::{APP, TIME, before_with, verified};
use serde_json::{Value, json};
use tim_callback::auth::AuthError;
use tim_callback::call::Undecodable;
use tim_callback::message::CustomElem;
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::verdict::Answer;
use tim_callback::{
    CallbackCommand, Error, GroupRejectCode, Incoming, MsgVerdict, Reply, SdkAppId, Token,
    UnixSeconds, Verifier, sign,
};

const TOKEN: &str = "t0kenQ7vZk9fXw2sLp";
const TEXT: &str = "dearest-diary-xyzzy";

/// The signature that [`TOKEN`] makes, and one that somebody made up.
fn signatures() -> [String; 2] {
    [sign(&token(), TIME), "ba5eba11".repeat(8)]
}

fn token() -> Token {
    Token::new(TOKEN).unwrap()
}

/// Fails if any part of a secret is in what was printed, in either case.
#[track_caller]
fn hides(what: &str, printed: &str) {
    let lower = printed.to_lowercase();
    let [genuine, forged] = signatures();
    for secret in [TOKEN, TEXT, &genuine, &forged] {
        let secret = secret.to_lowercase();
        for part in secret.as_bytes().windows(8) {
            let part = std::str::from_utf8(part).unwrap();
            assert!(!lower.contains(part), "{what} shows {part} of {secret}: {printed}");
        }
    }
}

#[track_caller]
fn hides_both(what: &str, value: &(impl Debug + Display)) {
    hides(what, &format!("{value:?}"));
    hides(what, &format!("{value:#?}"));
    hides(what, &value.to_string());
}

#[track_caller]
fn hides_error(what: &str, error: &Error) {
    hides_both(what, error);
    hides(what, error.help());
    let reply = Reply::refusal(error);
    hides(what, &format!("{reply:?}"));
    hides(what, &reply.body_text());
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        hides(what, &format!("{cause} {cause:?}"));
        source = cause.source();
    }
}

#[test]
fn the_check_finds_what_is_there() {
    let [genuine, _] = signatures();
    for shown in [TOKEN, &TOKEN[3..12], &TEXT.to_uppercase(), &genuine[20..], &genuine[..9]] {
        assert!(std::panic::catch_unwind(|| hides("a leak", shown)).is_err(), "{shown}");
    }
    hides("nothing", "of interest");
}

fn signed_query(command: &str, sign: &str, time: UnixSeconds) -> String {
    CallbackQuery::new(APP, command)
        .with(QueryParam::Sign, sign)
        .with(QueryParam::RequestTime, &time.to_string())
        .to_query_string()
}

fn verifier() -> Verifier {
    Verifier::new(APP, token()).with_token(SdkAppId::new(7), token())
}

/// The sample with the text wherever a text may be, and behind it.
fn letter() -> String {
    before_with(|body| {
        body["CloudCustomData"] = json!(TEXT);
        body[TEXT] = json!(TEXT);
        body["MsgBody"] = json!([
            {"MsgType": "TIMTextElem", "MsgContent": {"Text": TEXT, TEXT: TEXT}},
            {"MsgType": "TIMCustomElem", "MsgContent": {"Data": TEXT, "Desc": TEXT, "Ext": TEXT}},
            {"MsgType": TEXT, "MsgContent": {TEXT: TEXT}},
        ]);
    })
    .to_string()
}

#[test]
fn tokens_and_verifiers_show_no_token() {
    hides("Token", &format!("{:?} {:#?}", token(), token()));
    for text in [format!(" {TOKEN}"), format!("{TOKEN}\n")] {
        hides_both("TokenError", &Token::new(text.as_str()).unwrap_err());
        hides_both("TokenError", &text.parse::<Token>().unwrap_err());
    }
    hides_both("SdkAppIdError", &TOKEN.parse::<SdkAppId>().unwrap_err());
    let none = [(APP, vec![token()]), (SdkAppId::new(8), Vec::new())];
    hides_both("NoTokenError", &Verifier::from_apps(none).unwrap_err());
    for verifier in [
        verifier(),
        Verifier::from_apps([(APP, [token()])]).unwrap(),
        Verifier::without_authentication([APP]).with_token(APP, token()),
        Verifier::unchecked_for_logs_and_tests().with_token(APP, token()),
    ] {
        hides("Verifier", &format!("{verifier:?} {verifier:#?}"));
    }
}

#[test]
fn queries_and_what_holds_them_show_no_signature_and_no_message() {
    for sign in signatures() {
        let query = signed_query("Group.CallbackBeforeSendMsg", &sign, TIME);
        let respelled = query.replace("Sign=", "%53IGN=");
        let encoded: Vec<_> = sign.bytes().map(|b| format!("%{b:02x}")).collect();
        let escaped = query.replace(&sign, &encoded.concat());
        for query in [query.clone(), query.replace("Sign=", "sign="), respelled, escaped] {
            let parsed = CallbackQuery::parse(&query).unwrap();
            assert_eq!(parsed.get(QueryParam::Sign), Some(sign.as_str()), "it is there");
            hides("CallbackQuery", &format!("{parsed:?} {parsed:#?}"));
            let incoming = Incoming::new(&query, letter().into_bytes()).unwrap();
            hides("Incoming", &format!("{incoming:?} {incoming:#?}"));
            let unchecked = Verifier::unchecked_for_logs_and_tests();
            let verified = unchecked.verify_at(incoming, TIME).unwrap();
            hides("Verified", &format!("{verified:?} {verified:#?}"));
        }
    }
}

#[test]
fn query_errors_show_nothing_of_the_query() {
    let [genuine, forged] = signatures();
    let app = "SdkAppid=1400000000&CallbackCommand=x";
    for query in [
        format!("{app}&Sign={genuine}&sign={forged}"),
        format!("{app}&Sign={genuine}&contenttype={TEXT}"),
        format!("{app}&Sign={genuine}&RequestTime={TEXT}"),
        format!("{app}&RequestTime={genuine}"),
        format!("{app}&Sign={genuine}%FF"),
        format!("{app}&{TEXT}%FF={TEXT}"),
        format!("{app}&a={}", TEXT.repeat(5000)),
        format!("SdkAppid={TEXT}&CallbackCommand={TEXT}"),
        format!("SdkAppid={genuine}&CallbackCommand=x&Sign={genuine}"),
        format!("SdkAppid=1&Sign={genuine}&own={TEXT}"),
        format!("CallbackCommand={TEXT}&Sign={genuine}"),
    ] {
        let error = Incoming::new(&query, letter().into_bytes()).unwrap_err();
        hides_both("IncomingError", &error);
        if let Err(error) = CallbackQuery::parse(&query) {
            hides_both("QueryError", &error);
        }
        hides_error("Error", &error.into());
    }
    let error = Incoming::with_body_limit(app, letter().into_bytes(), 10).unwrap_err();
    hides_error("BodyTooLarge", &error.into());
}

#[test]
fn auth_errors_show_neither_token_nor_any_signature() {
    let [genuine, forged] = signatures();
    let command = "Group.CallbackBeforeSendMsg";
    let now = |ahead: i64| UnixSeconds::new(TIME.get().saturating_add_signed(ahead));
    let mut seen = Vec::new();
    for (query, clock) in [
        (signed_query(command, &forged, TIME), TIME),
        (signed_query(command, &genuine[1..], TIME), TIME),
        (signed_query(command, &format!("{genuine}{forged}"), TIME), TIME),
        (signed_query(command, &genuine, TIME), now(1000)),
        (signed_query(command, &genuine, TIME), now(-1000)),
        (signed_query(command, &genuine, TIME).replace("1400000000", "9"), TIME),
        (format!("SdkAppid=1400000000&CallbackCommand=x&own={TEXT}"), TIME),
        (format!("SdkAppid=1400000000&CallbackCommand=x&Sign={genuine}"), TIME),
    ] {
        let incoming = Incoming::new(&query, letter().into_bytes()).unwrap();
        let error = verifier().verify_at(incoming, clock).unwrap_err();
        hides_both("AuthError", &error);
        seen.push(std::mem::discriminant(&error));
        hides_error("Error", &error.into());
    }
    seen.dedup();
    assert_eq!(seen.len(), 7, "every variant but the two malformed ones once: {seen:?}");
    assert_eq!(verifier().verify_at(genuine_letter(), TIME).err(), None::<AuthError>);
}

fn genuine_letter() -> Incoming<'static> {
    let [genuine, _] = signatures();
    let query = signed_query("Group.CallbackBeforeSendMsg", &genuine, TIME);
    Incoming::new(&query, letter().into_bytes()).unwrap()
}

/// Whatever stands where it should not, in a body of whatever command.
#[test]
fn decode_errors_never_quote_a_body() {
    let planted = [
        json!(TEXT),
        json!([TEXT]),
        json!({ TEXT: TEXT }),
        json!([{ TEXT: [TEXT] }]),
        json!({"MsgType": TEXT, "MsgContent": TEXT}),
    ];
    let mut errors = 0;
    for command in CallbackCommand::all() {
        let path = format!("{}/tests/fixtures/{command}/request.json", env!("CARGO_MANIFEST_DIR"));
        let sample: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let fields: Vec<_> = sample.as_object().unwrap().keys().cloned().collect();
        for field in fields {
            for plant in &planted {
                let mut body = sample.clone();
                body[&field] = plant.clone();
                errors += usize::from(decode_hides(*command, &body.to_string()));
                // As an item, where it is a list.
                let mut body = sample.clone();
                if let Some(items) = body[&field].as_array_mut() {
                    items.push(plant.clone());
                    errors += usize::from(decode_hides(*command, &body.to_string()));
                }
            }
            let mut renamed = sample.clone();
            let value = renamed.as_object_mut().unwrap().remove(&field).unwrap();
            renamed[TEXT] = value;
            errors += usize::from(decode_hides(*command, &renamed.to_string()));
        }
        for body in [format!("{{{TEXT}"), format!("\"{TEXT}\""), format!("[\"{TEXT}\"]")] {
            assert!(decode_hides(*command, &body), "{command}: {body}");
        }
    }
    assert!(errors > 5 * CallbackCommand::all().len(), "only {errors} errors were looked at");
}

/// Looks through the error of a body, if it has one.
fn decode_hides(command: CallbackCommand, body: &str) -> bool {
    let Err(undecodable) = verified(command.name(), body).decode() else { return false };
    hides_both("Undecodable", &undecodable);
    hides_both("DecodeError", undecodable.error());
    let (error, verified) = undecodable.into_parts();
    hides("Verified", &format!("{verified:?}"));
    hides_error("Error", &error.into());
    true
}

#[test]
fn an_undecodable_of_a_signed_callback_shows_no_signature() {
    let [genuine, _] = signatures();
    let query = signed_query("Group.CallbackBeforeSendMsg", &genuine, TIME);
    let incoming = Incoming::new(&query, TEXT.as_bytes()).unwrap();
    let verified = verifier().verify_at(incoming, TIME).unwrap();
    let undecodable: Undecodable<'_> = verified.decode().unwrap_err();
    hides_both("Undecodable", &undecodable);
    hides_error("Error", &Error::from(undecodable));
}

#[test]
fn errors_about_data_and_answers_quote_neither() {
    let custom = CustomElem::new().with_data(format!("{{\"{TEXT}\":\"{TEXT}\"}}"));
    hides_both("DataError", &custom.data_json::<u8>().unwrap_err());
    let custom = CustomElem::new().with_data(TEXT);
    hides_both("DataError", &custom.data_json::<Value>().unwrap_err());
    for (field, value) in [
        ("MsgBody", json!([])),
        ("RefusedMembers_Account", json!([TEXT])),
        ("ResultItem", json!([{"To_Account": TEXT, "ResultCode": 0, "ResultInfo": TEXT}])),
        ("ErrorCode", json!(77)),
        ("ActionStatus", json!("FAIL")),
    ] {
        let mut answer = json!({"ActionStatus": "OK", "ErrorInfo": TEXT, "ErrorCode": 0,
            "CloudCustomData": TEXT});
        answer[field] = value;
        let answer: Answer = serde_json::from_value(answer).unwrap();
        let error = MsgVerdict::<GroupRejectCode>::try_from(answer).unwrap_err();
        hides_both("AnswerError", &error);
    }
    let unknown = "Live.New".parse::<CallbackCommand>().unwrap_err();
    hides_both("UnknownCommand", &unknown);
}
