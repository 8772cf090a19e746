//! Commands: of the URL, of the body, and the one that is asked for.

use serde_json::json;
use tim_callback::call::DecodeError;
use tim_callback::callbacks::group::AfterSendMsg;
use tim_callback::{AnyCallback, CallbackCommand};

use crate::COMMAND;
use crate::support::{self, BEFORE, before_field, decode, verified};

#[test]
fn the_command_in_the_body_must_be_that_of_the_url() {
    for other in ["Group.CallbackAfterSendMsg", "group.callbackbeforesendmsg", "", "Live.New"] {
        let path = "CallbackCommand".to_owned();
        let error = before_field("CallbackCommand", json!(other)).unwrap_err();
        assert_eq!(error, DecodeError::OtherCommand { command: COMMAND, path }, "{other}");
    }
    assert_eq!(
        decode::<AfterSendMsg>(
            BEFORE.replace("\"Random\"", "\"MsgSeq\":1,\"MsgTime\":1,\"Random\"")
        )
        .unwrap_err(),
        DecodeError::OtherCommand {
            command: CallbackCommand::GroupAfterSendMsg,
            path: "CallbackCommand".to_owned()
        }
    );
}

#[test]
fn decoding_as_another_command_than_the_urls_is_an_error() {
    let error = verified("Group.CallbackBeforeSendMsg", BEFORE).decode_as::<AfterSendMsg>();
    let (error, back) = error.unwrap_err().into_parts();
    let asked = CallbackCommand::GroupAfterSendMsg;
    assert_eq!(error, DecodeError::NotAsked { asked, command: Some(COMMAND) });
    assert_eq!(back.raw_body(), BEFORE.as_bytes(), "nothing is lost");
    let error = verified("Live.New", "{}").decode_as::<AfterSendMsg>().unwrap_err();
    assert_eq!(error.error(), &DecodeError::NotAsked { asked, command: None });
}

#[test]
fn a_command_that_is_not_typed_keeps_its_name_query_and_body() {
    let body = b"\xff not even text";
    let any = verified("Live.SomethingNew", body.as_slice()).decode().unwrap();
    assert_eq!(any.command_name(), "Live.SomethingNew");
    let AnyCallback::Unknown(call) = any else { panic!("not typed") };
    assert_eq!(call.command().name(), "Live.SomethingNew");
    assert_eq!(call.query().sdk_app_id(), support::APP);
    assert_eq!(call.raw_body(), body);
}
