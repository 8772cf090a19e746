//! Errors: where they are, what they say and what they keep to themselves.

use serde_json::json;
use tim_callback::call::{DecodeError, DecodeErrorKind};
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::{Callback, CallbackCommand};

use crate::leniency::COMMAND;
use crate::support::{before_field, before_with, decode, facts, verified};

pub(crate) fn unexpected_at<C: Callback>(
    result: Result<tim_callback::Call<C>, DecodeError>,
    place: &str,
) {
    let error = result.err().unwrap_or_else(|| panic!("{place}: it decodes"));
    assert_eq!(facts(&error), (C::COMMAND, DecodeErrorKind::Unexpected, place));
    assert!(error.expected().is_some_and(|expected| !expected.is_empty()), "{error}");
}

/// What an error says if this required field is missing.
pub(crate) fn missing(path: &str) -> (CallbackCommand, DecodeErrorKind, &str) {
    (COMMAND, DecodeErrorKind::Missing, path)
}

#[test]
fn an_error_says_what_was_expected_where_and_what_to_do() {
    let of_body = |body: &str| decode::<BeforeSendMsg>(body).unwrap_err();
    let not_asked = |command: &str| {
        let error = verified(command, "{}").decode_as::<AfterSendMsg>().unwrap_err();
        error.into_parts().0
    };
    let report = "If Tencent sent this body, please report it to tim-callback.";
    let any = "Use decode() if a callback may be of any command.";
    for (error, text, help) in [
        (of_body("[]"), "expected a JSON object at the top of the body", report),
        (of_body("{}"), "missing field CallbackCommand", report),
        (before_field("GroupId", json!(7)).unwrap_err(), "expected a string at GroupId", report),
        (
            of_body(r#"{"CallbackCommand":"x"}"#),
            "the body names another command at CallbackCommand",
            "Find out who rewrites or forges callbacks.",
        ),
        (of_body(r#"{"GroupId":"a","GroupId":"b"}"#), "duplicate field GroupId", report),
    ] {
        assert_eq!((error.to_string(), error.help()), (format!("{COMMAND}: {text}"), help));
    }
    let after = "Group.CallbackAfterSendMsg: the URL names";
    for (error, text) in [
        (not_asked(COMMAND.name()), format!("{after} {COMMAND}")),
        (not_asked("Live.New"), format!("{after} an unknown command")),
    ] {
        assert_eq!((error.to_string(), error.help()), (text, any));
    }
}

#[test]
fn an_undecodable_callback_prints_its_reason_and_its_query() {
    let undecodable = verified(COMMAND.name(), "[]").decode().unwrap_err();
    let shown = format!("{undecodable:?}");
    assert!(shown.contains("a JSON object") && shown.contains("1400000000"), "{shown}");
}

#[test]
fn no_error_quotes_the_body() {
    for body in [
        before_with(|body| body["Random"] = json!("a private text")),
        before_with(|body| body["GroupAtInfo"] = json!("a private text")),
        before_with(|body| body["MsgBody"] = json!({"a private text": 1})),
        before_with(|body| body["MsgBody"][0]["MsgType"] = json!(["a private text"])),
        before_with(|body| body["MsgBody"][0]["MsgContent"] = json!("a private text")),
        before_with(|body| body["CallbackCommand"] = json!("a private text")),
    ] {
        let error = verified(COMMAND.name(), body.to_string()).decode_as::<BeforeSendMsg>();
        let error = error.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", error.error());
        assert!(!shown.contains("private"), "{shown}");
        assert!(shown.contains(COMMAND.name()), "{shown}");
    }
}
