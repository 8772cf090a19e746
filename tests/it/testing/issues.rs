//! What keeps an answer from counting, or from being defined.

use std::time::Duration;

use serde_json::{Value, json};
use tim_callback::CallbackCommand;
use tim_callback::testing::{AnswerIssue, Effect, Response, what_tencent_does};

use crate::testing::answers::{answer_with, changed, review_of};

#[test]
fn what_keeps_an_answer_from_counting() {
    let good = answer_with(0).to_string();
    let json = "application/json";
    let message = CallbackCommand::GroupBeforeSendMsg;
    let late = Duration::from_millis(2001);
    let cases = [
        (Response::new(500, json, good.as_bytes()), vec![AnswerIssue::Status(500)]),
        (Response::new(204, "", b""), vec![AnswerIssue::Status(204)]),
        (Response::new(200, json, b"[]"), vec![AnswerIssue::NotAnObject]),
        (Response::new(200, json, b""), vec![AnswerIssue::NotAnObject]),
        (Response::new(200, json, b"{\"Err"), vec![AnswerIssue::NotAnObject]),
        (
            Response::new(200, "text/html", b"<p>"),
            vec![AnswerIssue::ContentType("text/html".to_owned()), AnswerIssue::NotAnObject],
        ),
        (Response::new(200, json, good.as_bytes()).after(late), vec![AnswerIssue::TooLate(late)]),
    ];
    for (response, issues) in cases {
        for &command in CallbackCommand::all() {
            let review = what_tencent_does(command, response);
            let expected = match command {
                CallbackCommand::LiveBeforeSendGift => Effect::FailedAndRefused,
                _ => Effect::Failed,
            };
            assert_eq!(review.effect, expected, "{review}");
            assert_eq!(review.issues, issues, "{review}");
            review.assert_failed();
            let refused = review.to_string().contains("so it is refused, unless");
            assert_eq!(refused, command == CallbackCommand::LiveBeforeSendGift, "{review}");
            let after = review.to_string().contains("which does not undo the event");
            assert_eq!(after, !command.is_before(), "{review}");
        }
    }
    let in_time = Response::new(200, json, good.as_bytes()).after(Duration::from_secs(2));
    what_tencent_does(message, in_time).assert_allowed();
}

#[test]
fn the_content_type_is_a_fault_of_its_own() {
    let good = answer_with(0).to_string();
    let review = |content_type| {
        let response = Response::new(200, content_type, good.as_bytes());
        what_tencent_does(CallbackCommand::GroupBeforeSendMsg, response)
    };
    for sound in ["application/json", "application/json; charset=utf-8", "Application/JSON;x"] {
        review(sound).assert_allowed();
    }
    for unsound in ["", "text/plain", "application/json2", "text/json"] {
        assert_eq!(review(unsound).effect, Effect::Allowed);
        assert_eq!(review(unsound).issues, [AnswerIssue::ContentType(unsound.to_owned())]);
    }
}

#[test]
fn answers_that_no_document_defines() {
    let message = CallbackCommand::GroupBeforeSendMsg;
    let text = json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": 5}});
    let cases = [
        (json!({"ErrorCode": 0}), "missing field ActionStatus"),
        (json!({"ActionStatus": "OK", "ErrorInfo": ""}), "missing field ErrorCode"),
        (json!({"ActionStatus": "OK", "ErrorCode": 0}), "missing field ErrorInfo"),
        (changed(answer_with(0), "ActionStatus", json!("ok")), "ActionStatus is not \"OK\" or"),
        (changed(answer_with(0), "ActionStatus", json!("FAIL")), "ActionStatus is not OK"),
        (answer_with("0"), "ErrorCode is not an unsigned integer"),
        (answer_with(-1), "ErrorCode is not an unsigned integer"),
        (answer_with(5_000_000_000_u64), "ErrorCode is not an unsigned integer"),
        (answer_with(Value::Null), "ErrorCode is not an unsigned integer"),
        (answer_with(3), "code 3 is undefined for this command. Send 0, 1, 2 or 10100 to 10200."),
        (answer_with(120001), "code 120001 is undefined"),
        (changed(answer_with(0), "MsgBody", json!({})), "MsgBody is not a list of elements"),
        (changed(answer_with(0), "MsgBody", json!([])), "MsgBody is empty"),
        (changed(answer_with(0), "MsgBody", json!([text])), "MsgBody[0] is not an element"),
        (changed(answer_with(1), "MsgBody", json!([])), "MsgBody has no meaning"),
        (changed(answer_with(0), "CloudCustomData", json!({})), "CloudCustomData is not a string"),
        (
            changed(answer_with(0), "RefusedMembers_Account", json!([5])),
            "RefusedMembers_Account is not a list of accounts",
        ),
        (
            changed(answer_with(0), "ResultItem", json!([{"To_Account": "a"}])),
            "the answer cannot be read: missing field",
        ),
    ];
    for (answer, expected) in cases {
        let review = review_of(message, &answer);
        assert_eq!(review.effect, Effect::Undefined, "{review}");
        assert!(review.to_string().contains(expected), "{expected}: {review}");
        let of_after = review_of(CallbackCommand::GroupAfterSendMsg, &answer);
        assert_eq!(of_after.effect, Effect::Acknowledged, "{of_after}");
        assert!(!of_after.is_sound());
    }
    let nothing = changed(answer_with(0), "CloudCustomData", Value::Null);
    assert_eq!(review_of(message, &nothing).effect, Effect::Allowed);
}

#[test]
fn the_codes_that_are_defined_are_named() {
    let named = |command| review_of(command, &answer_with(9)).to_string();
    for (command, codes) in [
        (CallbackCommand::GroupBeforeCreateGroup, "Send 0, 1 or 10100 to 10200."),
        (CallbackCommand::GroupBeforeInviteJoinGroup, "Send 0, 1 or 10100 to 10200."),
        (CallbackCommand::C2cBeforeSendMsg, "Send 0, 1, 2 or 120001 to 130000."),
        (CallbackCommand::OfficialAccountBeforeAddSubscriber, "Send 0 or 1."),
    ] {
        assert!(named(command).ends_with(codes), "{}", named(command));
    }
}

#[test]
fn a_friend_answer_that_says_failed_lets_through_and_one_with_a_bad_code_is_undefined() {
    let command = CallbackCommand::SnsPrevFriendAdd;
    let failed = review_of(command, &answer_with(38000));
    assert_eq!(failed.effect, Effect::Failed);
    assert_eq!(failed.issues, [AnswerIssue::AppFailed(38000)]);
    let item = json!([{"To_Account": "ben", "ResultCode": 7, "ResultInfo": ""}]);
    let answer = changed(answer_with(0), "ResultItem", item);
    let undefined = review_of(command, &answer);
    assert_eq!(undefined.effect, Effect::Undefined);
    let codes = "code 7 is undefined for this command. Send ErrorCode 0, and in each ResultCode 0 \
                 or 38000 to 39000.";
    assert!(undefined.to_string().ends_with(codes), "{undefined}");
    assert_eq!(review_of(command, &answer_with(0)).effect, Effect::Undefined);
}
