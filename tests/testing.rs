//! The test kit: drafts, signed callbacks, the clock, and what Tencent does with an answer.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use support::{APP, SIGN_XXXXYYYY, TIME};
use tim_callback::callbacks::{c2c, group, push, sns, state};
use tim_callback::testing::{
    self, Clock, DraftError, EditError, Effect, Fault, Order, Response, Review, Signer,
    what_tencent_does,
};
use tim_callback::{
    AnyCallback, AuthError, CallbackCommand, CallbackQuery, CustomElem, DecodeError,
    FriendDecision, FriendRejectCode, Incoming, MsgVerdict, Phase, Policies, Receiver, Reply,
    SdkAppId, Token, UnixMillis, Verifier,
};

fn token() -> Token {
    Token::new("xxxxyyyy").unwrap()
}

fn signer() -> Signer {
    Signer::new(APP, token()).with_clock(&Clock::at(TIME))
}

fn fixture(command: CallbackCommand, file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(command.name());
    std::fs::read_to_string(folder.join(file)).unwrap()
}

fn json_of(text: impl AsRef<[u8]>) -> Value {
    serde_json::from_slice(text.as_ref()).unwrap()
}

/// What a failing test prints.
fn message_of(test: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(test)).expect_err("this has to fail");
    match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(other) => (*other.downcast::<&str>().unwrap()).to_owned(),
    }
}

// Drafts

#[test]
fn every_command_has_its_sample_and_its_query() {
    for &command in CallbackCommand::all() {
        let draft = testing::body(command);
        let sample = json_of(fixture(command, "request.json"));
        assert_eq!(json_of(draft.clone().into_bytes().unwrap()), sample, "{command}");
        let query = CallbackQuery::parse(fixture(command, "query.txt").trim_end()).unwrap();
        assert_eq!(draft.query(), query, "{command}");
    }
}

#[test]
fn every_command_is_received_as_itself_in_both_orders() {
    let verifier = Verifier::new(APP, token());
    for &command in CallbackCommand::all() {
        for order in [Order::Wire, Order::Documented] {
            let sent = signer().sign(testing::body(command).in_order(order));
            let incoming = Incoming::new(&sent.query, &sent.body).unwrap();
            let callback = verifier.verify_at(incoming, TIME).unwrap().decode().unwrap();
            assert!(!matches!(callback, AnyCallback::Unknown(_)), "{command}");
            assert_eq!(callback.query().command(), Some(command));
        }
    }
}

#[test]
fn a_call_says_what_it_was_told() {
    let call = testing::call::<group::BeforeSendMsg>()
        .text("hi")
        .element(CustomElem::new().with_data("LV1"))
        .from("jared")
        .operator("admin2")
        .group("g1")
        .group_type("Public")
        .topic("g1@TOPIC#_t")
        .cloud_custom_data("{}")
        .event_time(UnixMillis::new(7))
        .set("Random", 5)
        .add("MsgPriority", "High")
        .remove("OnlineOnlyFlag")
        .build();
    assert_eq!(call.msg_body.texts(), ["hi"]);
    assert_eq!(call.msg_body.len(), 2);
    assert_eq!(call.from_account, "jared");
    assert_eq!(call.operator_account, "admin2");
    assert_eq!(call.group_id, "g1");
    assert_eq!(call.group_type.as_str(), "Public");
    assert_eq!(call.topic_id.as_ref().unwrap(), "g1@TOPIC#_t");
    assert_eq!(call.cloud_custom_data.as_deref(), Some("{}"));
    assert_eq!(call.event_time, Some(UnixMillis::new(7)));
    assert_eq!(call.random, 5);
    assert!(call.msg_priority.is_some());
    assert_eq!(call.online_only_flag, None);
    assert_eq!(testing::call::<c2c::BeforeSendMsg>().to("mia").build().to_account, "mia");
}

#[test]
fn a_call_has_the_raw_body_and_the_query_of_the_wire() {
    let call =
        testing::call::<group::BeforeSendMsg>().text("hi").add("NewField", json!([1])).build();
    let raw = std::str::from_utf8(call.raw_body()).unwrap();
    assert!(raw.contains(r#""MsgBody":[{"MsgContent":{"Text":"hi"},"MsgType":"TIMTextElem"}]"#));
    assert!(raw.contains(r#""NewField":[1]"#), "{raw}");
    assert_eq!(call.query().client_ip(), Some("127.0.0.1"));
    assert_eq!(call.query().command(), Some(CallbackCommand::GroupBeforeSendMsg));
}

#[test]
fn places_deep_inside_are_reached() {
    let call = testing::call::<push::OfflinePush>()
        .set("Events[1].To_Account", "mia")
        .remove("Events[0]")
        .build();
    assert_eq!(call.events.len(), 1);
    assert_eq!(call.events[0].to_account, "mia");
    let call =
        testing::call::<state::StateChange>().push("KickedDevice", json!({"Platform": "iPad"}));
    assert_eq!(call.build().kicked_device.len(), 3);
}

#[test]
fn the_documented_order_is_that_of_the_page() {
    let command = CallbackCommand::GroupBeforeSendMsg;
    let keys = |text: &str| -> Vec<String> {
        let keys =
            text.match_indices("\":").map(|(end, _)| text[..end].rsplit('"').next().unwrap());
        keys.map(str::to_owned).collect()
    };
    let documented = testing::body(command).in_order(Order::Documented).into_bytes().unwrap();
    let documented = String::from_utf8(documented).unwrap();
    assert_eq!(keys(&documented), keys(&fixture(command, "request.json")));
    assert!(documented.contains("\n  \"GroupId\""), "{documented}");
    let wire = String::from_utf8(testing::body(command).into_bytes().unwrap()).unwrap();
    assert_eq!(wire, json_of(&wire).to_string(), "a Value has its keys in alphabetical order");
}

#[test]
fn a_mistaken_change_names_what_there_is() {
    let draft = testing::call::<sns::PrevFriendAdd>();
    let mistakes = [
        (
            draft.clone().set("GroupId", "g"),
            "Sns.CallbackPrevFriendAdd has no GroupId here, only CallbackCommand, \
             Requester_Account, From_Account, FriendItem, AddType, ForceAddFlags, EventTime: \
             correct the name, or add the field",
        ),
        (
            draft.clone().text("hi"),
            "Sns.CallbackPrevFriendAdd has no MsgBody here, only CallbackCommand, \
             Requester_Account, From_Account, FriendItem, AddType, ForceAddFlags, EventTime: \
             correct the name, or add the field",
        ),
        (
            draft.clone().remove("FriendItem[2]"),
            "Sns.CallbackPrevFriendAdd has no FriendItem[2] here, only a list of 2: correct the \
             name, or add the field",
        ),
        (
            draft.clone().set("FriendItem[0].Name", "x"),
            "Sns.CallbackPrevFriendAdd has no FriendItem[0].Name here, only To_Account, Remark, \
             GroupName, AddSource, AddWording: correct the name, or add the field",
        ),
        (
            draft.clone().add("AddType.New", "x"),
            "Sns.CallbackPrevFriendAdd has no AddType.New here, only a single value: correct the \
             name, or add the field",
        ),
        (
            draft.clone().add("AddType", "x"),
            "Sns.CallbackPrevFriendAdd has AddType already: set it instead",
        ),
        (
            draft.clone().push("AddType", "x"),
            "AddType of Sns.CallbackPrevFriendAdd is not a list: push to one, or set the field",
        ),
    ];
    for (mistaken, expected) in mistakes {
        let error = mistaken.clone().into_bytes().unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert_eq!(message_of(|| drop(mistaken.clone().build())), expected);
        assert_eq!(message_of(|| drop(signer().sign(mistaken))), expected);
    }
    for path in ["", "A..B", "[0]", "A[", "A[x]", "A[0", "A[-1]", "A]0[", "A[0]b"] {
        let error = draft.clone().set(path, 1).into_bytes().unwrap_err();
        assert_eq!(error, EditError::Unreadable(path.to_owned()), "{path}");
    }
}

#[test]
fn the_first_mistake_is_the_one_reported() {
    let error = testing::call::<group::BeforeSendMsg>().set("A", 1).set("B", 2).try_build();
    let error = error.unwrap_err().to_string();
    assert!(error.starts_with("Group.CallbackBeforeSendMsg has no A here"), "{error}");
}

#[test]
fn what_does_not_decode_says_where() {
    let broken = testing::call::<group::BeforeSendMsg>().set("MsgBody[0].MsgContent.Text", 5);
    let Err(DraftError::Decode(DecodeError::Unexpected { path, .. })) = broken.clone().try_build()
    else {
        panic!("this does not decode");
    };
    assert_eq!(path, "MsgBody[0].MsgContent.Text");
    assert!(message_of(|| drop(broken.build())).contains("expected a string at MsgBody[0]"));
}

// Signed callbacks and the clock

#[test]
fn a_signer_sends_what_the_vectors_say() {
    let sent = signer().sign(testing::call::<group::BeforeSendMsg>());
    let query = CallbackQuery::parse(&sent.query).unwrap();
    assert!(sent.query.contains(SIGN_XXXXYYYY), "{}", sent.query);
    assert_eq!(query.sdk_app_id(), APP);
    assert_eq!(query.request_time(), Some("1669872112"));
    assert_eq!(query.client_ip(), Some("127.0.0.1"));
    let other = Signer::new(SdkAppId::new(7), token()).with_param("OptPlatform", "Web");
    let sent = other.with_param("tenant", "4 2").sign(testing::call::<group::BeforeSendMsg>());
    let query = CallbackQuery::parse(&sent.query).unwrap();
    assert_eq!(query.sdk_app_id(), SdkAppId::new(7));
    assert_eq!(query.platform().unwrap().as_str(), "Web");
    assert_eq!(query.own("tenant"), Some("4 2"));
}

#[test]
fn a_signer_without_a_clock_signs_now_and_without_a_token_not_at_all() {
    let verifier = Verifier::new(APP, token());
    let verify = |signer: Signer| {
        let sent = signer.sign_bytes(CallbackCommand::StateChange, b"{}");
        verifier.verify(Incoming::new(&sent.query, sent.body).unwrap()).map(drop)
    };
    assert_eq!(verify(Signer::new(APP, token())), Ok(()));
    assert_eq!(verify(Signer::without_authentication(APP)), Err(AuthError::MissingSign));
}

#[test]
fn a_clock_is_shared_and_can_be_turned() {
    let clock = Clock::at(TIME);
    let sent =
        Signer::new(APP, token()).with_clock(&clock).sign(testing::call::<group::AfterSendMsg>());
    let receiver =
        Receiver::builder(Verifier::new(APP, token()), Policies::fail_closed()).build().unwrap();
    let service = clock.clone();
    let status = || receiver.receive_at(&sent.query, &sent.body, service.now()).status;
    clock.advance(Duration::from_millis(60_999));
    assert_eq!(status(), 200);
    clock.advance(Duration::from_secs(1));
    assert_eq!(status(), 401);
    clock.set(TIME);
    assert_eq!(status(), 200);
}

#[test]
fn a_signed_callback_prints_no_signature() {
    let printed = format!("{:?}", signer().sign(testing::call::<group::AfterSendMsg>()));
    assert!(!printed.contains(&SIGN_XXXXYYYY[..8]), "{printed}");
    assert!(printed.contains("Group.CallbackAfterSendMsg"), "{printed}");
}

#[test]
fn a_url_keeps_the_query_of_the_service() {
    let sent = Signer::without_authentication(APP).sign_bytes(CallbackCommand::StateChange, b"");
    assert!(sent.url("http://h/p").starts_with("http://h/p?SdkAppid=1400000000&"));
    assert!(sent.url("http://h/p?a=b").starts_with("http://h/p?a=b&SdkAppid=1400000000&"));
}

// What Tencent does

fn review_of(command: CallbackCommand, answer: &Value) -> Review {
    let body = answer.to_string();
    what_tencent_does(command, Response::new(200, "application/json", body.as_bytes()))
}

fn answer_with(code: impl Into<Value>) -> Value {
    json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": code.into()})
}

fn changed(mut answer: Value, field: &str, value: Value) -> Value {
    answer[field] = value;
    answer
}

#[test]
fn every_golden_answer_is_sound_and_means_what_its_file_says() {
    let mut seen = 0;
    for &command in CallbackCommand::all() {
        for (file, expected) in [
            ("reply.ack.json", "it is acknowledged"),
            ("reply.allow.json", "it goes on"),
            ("reply.reject.json", "refused"),
            ("reply.reject_with.json", "gets 1"),
            ("reply.drop.json", "the message is dropped silently, the sender sees success"),
            ("reply.modify.json", "the message is delivered with these changes:\n  MsgBody[0] is"),
            ("reply.refuse.json", "it "),
        ] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
            if !path.join(command.name()).join(file).exists() {
                continue;
            }
            seen += 1;
            let message = command.verdict_name().starts_with("MsgVerdict");
            let expected = match (file, message) {
                ("reply.allow.json", true) => "the message is delivered",
                _ => expected,
            };
            let golden = fixture(command, file);
            let response = Response::new(200, "application/json", golden.as_bytes());
            let sent = signer().sign(testing::body(command));
            for review in [what_tencent_does(command, response), sent.what_tencent_does(response)] {
                assert!(review.is_sound(), "{review}");
                assert!(review.to_string().contains(expected), "{file}: {review}");
            }
        }
    }
    assert!(seen >= CallbackCommand::all().len(), "{seen}");
}

#[test]
fn a_rejection_has_the_code_of_its_command() {
    for &command in CallbackCommand::all() {
        let review = review_of(command, &answer_with(1));
        let expected = match command.name() {
            "C2C.CallbackBeforeSendMsg" => "the message is refused, the sender gets 20006",
            "Group.CallbackBeforeSendMsg" | "OfficialAccount.CallbackBeforeSendMsg" => {
                "the message is refused, the sender gets 10016"
            }
            "OfficialAccount.CallbackBeforeCreateOfficialAccount" => {
                "it is refused, the caller gets 20006"
            }
            "OfficialAccount.CallbackBeforeAddSubscriber" => "it is refused",
            name if name.starts_with("Group.CallbackBefore") => {
                "it is refused, the caller gets 10016"
            }
            name if name.starts_with("Sns.CallbackPrev") => {
                "the callback counts as failed, so it goes on as if allowed"
            }
            _ => "it is acknowledged\n  wrong: code 1 is undefined for this command: send 0",
        };
        let text = review.to_string();
        assert!(text.starts_with(&format!("{command}: {expected}")), "{text}");
    }
}

#[test]
fn changes_are_told_one_by_one() {
    let element = json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": "***"}});
    let answer = changed(answer_with(0), "MsgBody", json!([element]));
    let answer = changed(answer, "CloudCustomData", json!("v2"));
    let review = review_of(CallbackCommand::GroupBeforeSendMsg, &answer);
    review.assert_changed();
    assert_eq!(
        review.to_string(),
        "Group.CallbackBeforeSendMsg: the message is delivered with these changes:\
         \n  MsgBody[0] is {\"MsgContent\":{\"Text\":\"***\"},\"MsgType\":\"TIMTextElem\"}\
         \n  CloudCustomData is \"v2\""
    );
    let only_data = changed(answer_with(0), "CloudCustomData", json!("v2"));
    let review = review_of(CallbackCommand::GroupBeforeSendMsg, &only_data);
    assert!(!review.to_string().contains("MsgBody"), "{review}");
    let call = testing::call::<group::BeforeSendMsg>().build();
    let patch = call.patch().with_cloud_custom_data("v2");
    assert_eq!(review.effect, Effect::Changed(patch.clone()));
    let reply = Reply::to(&call, &MsgVerdict::Modify(patch));
    assert_eq!(what_tencent_does(call.command(), &reply), review);
}

#[test]
fn friends_are_told_one_by_one_and_all_have_to_be_answered_for() {
    let draft = testing::call::<sns::PrevFriendAdd>();
    let sent = signer().sign(draft.clone());
    let call = draft.build();
    let code = FriendRejectCode::new(38001).unwrap();
    let verdict = call.judge_each(|target| match target.as_str() {
        "cleo" => FriendDecision::Refuse(code, "no".to_owned()),
        _ => FriendDecision::Allow,
    });
    let review = sent.what_tencent_does(&Reply::to(&call, &verdict));
    assert_eq!(
        review.to_string(),
        "Sns.CallbackPrevFriendAdd: it goes on for ben, it is refused for cleo with 38001 and \"no\""
    );
    assert_eq!(review.effect, Effect::PerTarget(verdict));
    sent.what_tencent_does(&Reply::to(&call, &call.allow_all())).assert_allowed();

    let of_others = testing::call::<sns::PrevFriendAdd>().set("FriendItem[0].To_Account", "zoe");
    let others = of_others.build();
    let review = sent.what_tencent_does(&Reply::to(&others, &others.allow_all()));
    let expected = [Fault::NotAnsweredFor("ben".into()), Fault::NotAskedAbout("zoe".into())];
    assert_eq!(review.faults, expected);
}

#[test]
fn what_keeps_an_answer_from_counting() {
    let good = answer_with(0).to_string();
    let json = "application/json";
    let message = CallbackCommand::GroupBeforeSendMsg;
    let late = Duration::from_millis(2001);
    let cases = [
        (Response::new(500, json, good.as_bytes()), vec![Fault::Status(500)]),
        (Response::new(204, "", b""), vec![Fault::Status(204)]),
        (Response::new(200, json, b"[]"), vec![Fault::NotAnObject]),
        (Response::new(200, json, b""), vec![Fault::NotAnObject]),
        (Response::new(200, json, b"{\"Err"), vec![Fault::NotAnObject]),
        (
            Response::new(200, "text/html", b"<p>"),
            vec![Fault::ContentType("text/html".to_owned()), Fault::NotAnObject],
        ),
        (Response::new(200, json, good.as_bytes()).after(late), vec![Fault::TooLate(late)]),
    ];
    for (response, faults) in cases {
        for &command in CallbackCommand::all() {
            let review = what_tencent_does(command, response);
            assert_eq!(review.effect, Effect::Failed, "{review}");
            assert_eq!(review.faults, faults, "{review}");
            review.assert_failed();
            let after = review.to_string().contains("which changes nothing of what happened");
            assert_eq!(after, command.phase() == Phase::After, "{review}");
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
        assert_eq!(review(unsound).faults, [Fault::ContentType(unsound.to_owned())]);
    }
}

#[test]
fn answers_that_no_document_defines() {
    let message = CallbackCommand::GroupBeforeSendMsg;
    let text = json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": 5}});
    let cases = [
        (json!({"ErrorCode": 0}), "ActionStatus is missing"),
        (json!({"ActionStatus": "OK", "ErrorInfo": ""}), "ErrorCode is missing"),
        (json!({"ActionStatus": "OK", "ErrorCode": 0}), "ErrorInfo is missing"),
        (changed(answer_with(0), "ActionStatus", json!("ok")), "ActionStatus is not \"OK\" or"),
        (changed(answer_with(0), "ActionStatus", json!("FAIL")), "ActionStatus is not OK"),
        (answer_with("0"), "ErrorCode is not an unsigned integer"),
        (answer_with(-1), "ErrorCode is not an unsigned integer"),
        (answer_with(5_000_000_000_u64), "ErrorCode is not an unsigned integer"),
        (answer_with(Value::Null), "ErrorCode is not an unsigned integer"),
        (answer_with(3), "code 3 is undefined for this command: send 0, 1, 2 or 10100 to 10200"),
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
        (CallbackCommand::GroupBeforeCreateGroup, "send 0, 1 or 10100 to 10200"),
        (CallbackCommand::GroupBeforeInviteJoinGroup, "send 0, 1 or 10100 to 10200"),
        (CallbackCommand::C2CBeforeSendMsg, "send 0, 1, 2 or 120001 to 130000"),
        (CallbackCommand::OfficialAccountBeforeAddSubscriber, "send 0 or 1"),
        (
            CallbackCommand::SnsPrevFriendAdd,
            "send ErrorCode 0, and in each ResultCode 0 or 38000 to 39000",
        ),
    ] {
        assert!(named(command).ends_with(codes), "{}", named(command));
    }
}

#[test]
fn a_friend_answer_that_says_failed_lets_through_and_one_with_a_bad_code_is_undefined() {
    let command = CallbackCommand::SnsPrevFriendAdd;
    assert_eq!(review_of(command, &answer_with(38000)).effect, Effect::Failed);
    let item = json!([{"To_Account": "ben", "ResultCode": 7, "ResultInfo": ""}]);
    let answer = changed(answer_with(0), "ResultItem", item);
    assert_eq!(review_of(command, &answer).effect, Effect::Undefined);
    assert_eq!(review_of(command, &answer_with(0)).effect, Effect::Undefined);
}

type Assertion = fn(&Review);

#[test]
fn assertions_fail_with_what_tencent_does() {
    let message = CallbackCommand::GroupBeforeSendMsg;
    let allowed = review_of(message, &answer_with(0));
    let refused = review_of(message, &answer_with(10101));
    let dropped = review_of(message, &answer_with(2));
    let acknowledged = review_of(CallbackCommand::StateChange, &answer_with(0));
    allowed.assert_allowed();
    refused.assert_refused();
    refused.assert_refused_with(10101);
    dropped.assert_dropped();
    acknowledged.assert_acknowledged();
    let assertions: [(Assertion, &str); 7] = [
        (Review::assert_allowed, "going on was expected, but\n"),
        (Review::assert_changed, "a changed message was expected, but\n"),
        (Review::assert_refused, "a refusal was expected, but\n"),
        (|review| review.assert_refused_with(10102), "a refusal with 10102 was expected, but\n"),
        (Review::assert_dropped, "a silent drop was expected, but\n"),
        (Review::assert_acknowledged, "an acknowledgement was expected, but\n"),
        (Review::assert_failed, "a failed callback was expected, but\n"),
    ];
    for (index, (assertion, expected)) in assertions.into_iter().enumerate() {
        for (passes, review) in [
            (&[0][..], &allowed),
            (&[2][..], &refused),
            (&[4][..], &dropped),
            (&[5][..], &acknowledged),
        ] {
            if !passes.contains(&index) {
                let message = message_of(|| assertion(review));
                assert_eq!(message, format!("{expected}{review}"));
            }
        }
    }
    let unsound = what_tencent_does(
        message,
        Response::new(200, "text/plain", answer_with(0).to_string().as_bytes()),
    );
    let message = message_of(|| unsound.assert_allowed());
    assert!(message.contains("wrong: the content type is \"text/plain\""), "{message}");
}
