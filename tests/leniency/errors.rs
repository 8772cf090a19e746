//! Errors: where they are, what they say and what they keep to themselves.

use serde_json::json;
use tim_callback::Callback;
use tim_callback::call::DecodeError;
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};

use crate::COMMAND;
use crate::support::{before_field, before_with, decode, verified};

pub(crate) fn unexpected_at<C: Callback>(
    result: Result<tim_callback::Call<C>, DecodeError>,
    place: &str,
) {
    match result {
        Err(DecodeError::Unexpected { command, path, expected }) => {
            assert_eq!((command, path.as_str()), (C::COMMAND, place));
            assert!(!expected.is_empty());
        }
        other => panic!("{place}: {other:?}"),
    }
}

pub(crate) fn missing(path: &str) -> DecodeError {
    DecodeError::Missing { command: COMMAND, path: path.to_owned() }
}

#[test]
fn an_error_says_what_was_expected_where_and_what_to_do() {
    let of_body = |body: &str| decode::<BeforeSendMsg>(body).unwrap_err();
    let not_asked = |command: &str| {
        let error = verified(command, "{}").decode_as::<AfterSendMsg>().unwrap_err();
        error.into_parts().0
    };
    let report = "if Tencent sent it, please report it to tim-callback";
    let after = "asked for Group.CallbackAfterSendMsg, but the URL names";
    let any = "ask decode() where it may be any";
    for (error, text) in [
        (
            of_body("[]"),
            format!("{COMMAND}: expected a JSON object at the top of the body; {report}"),
        ),
        (of_body("{}"), format!("{COMMAND}: CallbackCommand is missing; {report}")),
        (
            before_field("GroupId", json!(7)).unwrap_err(),
            format!("{COMMAND}: expected a string at GroupId; {report}"),
        ),
        (not_asked(COMMAND.name()), format!("{after} {COMMAND}: {any}")),
        (not_asked("Live.New"), format!("{after} an unknown command: {any}")),
    ] {
        assert!(error.to_string().starts_with(&text), "{error}");
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
