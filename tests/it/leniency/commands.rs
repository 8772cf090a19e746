//! Commands: of the URL, of the body, and the one that is asked for.

use serde_json::json;
use tim_callback::call::DecodeErrorKind;
use tim_callback::callbacks::group::AfterSendMsg;
use tim_callback::{AnyCallback, CallbackCommand};

use crate::leniency::COMMAND;
use crate::support::{self, BEFORE, before_field, decode, facts, verified};

#[test]
fn the_command_in_the_body_must_be_that_of_the_url() {
    for other in ["Group.CallbackAfterSendMsg", "group.callbackbeforesendmsg", "", "Live.New"] {
        let error = before_field("CallbackCommand", json!(other)).unwrap_err();
        let wanted = (COMMAND, DecodeErrorKind::OtherCommand, "CallbackCommand");
        assert_eq!(facts(&error), wanted, "{other}");
    }
    let body = BEFORE.replace("\"Random\"", "\"MsgSeq\":1,\"MsgTime\":1,\"Random\"");
    let error = decode::<AfterSendMsg>(body).unwrap_err();
    let command = CallbackCommand::GroupAfterSendMsg;
    assert_eq!(facts(&error), (command, DecodeErrorKind::OtherCommand, "CallbackCommand"));
}

#[test]
fn decoding_as_another_command_than_the_urls_is_an_error() {
    let error = verified("Group.CallbackBeforeSendMsg", BEFORE).decode_as::<AfterSendMsg>();
    let (error, back) = error.unwrap_err().into_parts();
    let asked = CallbackCommand::GroupAfterSendMsg;
    assert_eq!(facts(&error), (asked, DecodeErrorKind::NotAsked, ""));
    assert_eq!(error.to_string(), format!("{asked}: the URL names {COMMAND}"));
    assert_eq!(back.raw_body(), BEFORE.as_bytes(), "nothing is lost");
    let error = verified("Live.New", "{}").decode_as::<AfterSendMsg>().unwrap_err();
    assert_eq!(facts(error.error()), (asked, DecodeErrorKind::NotAsked, ""));
    assert_eq!(error.to_string(), format!("{asked}: the URL names an unknown command"));
}

#[test]
fn an_unknown_command_keeps_its_name_query_and_body() {
    let body = b"\xff not even text";
    let any = verified("Live.SomethingNew", body.as_slice()).decode().unwrap();
    assert_eq!(any.command_name(), "Live.SomethingNew");
    let AnyCallback::Unknown(call) = any else { panic!("it is unknown") };
    assert_eq!(call.command().name(), "Live.SomethingNew");
    assert_eq!(call.query().sdk_app_id(), support::APP);
    assert_eq!(call.raw_body(), body);
}
