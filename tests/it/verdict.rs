//! What each verdict is on the wire, and what an answer on the wire is as a verdict.

use std::borrow::Cow;

use crate::support::{AFTER, BEFORE, decode};
use serde_json::{Value, json};
use tim_callback::callbacks::group::{
    AfterSendMsg, BeforeApplyJoinGroup, BeforeInviteJoinGroup, BeforeSendMsg,
};
use tim_callback::callbacks::official_account::BeforeAddSubscriber;
use tim_callback::callbacks::sns::PrevFriendAdd;
use tim_callback::message::TextElem;
use tim_callback::verdict::{
    ActionStatus, Answer, AnswerError, Decision, RejectCode, RejectCodeError, SubscribeVerdict,
    Verdict,
};
use tim_callback::{
    Ack, C2cRejectCode, Call, Callback, CallbackCommand, Gate, GroupRejectCode, InviteVerdict,
    MsgVerdict, Reply,
};

type Msg = MsgVerdict<GroupRejectCode>;

const GROUP: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
const C2C: C2cRejectCode = C2cRejectCode::new(120001).unwrap();

const ALLOW: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const REJECT: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
const DROP: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;

fn json_of(verdict: &impl Verdict) -> String {
    let json = serde_json::to_string(verdict).unwrap();
    assert_eq!(serde_json::to_string(&verdict.to_answer()).unwrap(), json);
    json
}

fn answer(json: &str) -> Answer {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn with(base: &str, field: &str, value: Value) -> Answer {
    let mut json: Value = serde_json::from_str(base).unwrap();
    json[field] = value;
    answer(&json.to_string())
}

#[test]
fn the_verdicts_on_a_message_are_these_bytes() {
    let call = decode::<BeforeSendMsg>(BEFORE).unwrap();
    let changed = call.patch().replace(0, TextElem::new("***")).unwrap();
    let msg_body = r#""MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"***"}}]"#;
    for (verdict, bytes) in [
        (Msg::Allow, ALLOW.to_owned()),
        (Msg::Reject, REJECT.to_owned()),
        (Msg::SilentDrop, DROP.to_owned()),
        (
            Msg::reject_with(GROUP, "no \"ads\"\n你"),
            r#"{"ActionStatus":"OK","ErrorInfo":"no \"ads\"\n你","ErrorCode":10101}"#.to_owned(),
        ),
        (Msg::Modify(call.patch()), ALLOW.to_owned()),
        (
            changed.clone().into(),
            format!(r#"{{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,{msg_body}}}"#),
        ),
        (
            changed.with_cloud_custom_data("data").into(),
            format!(
                r#"{{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,{msg_body},"CloudCustomData":"data"}}"#
            ),
        ),
    ] {
        assert_eq!(json_of(&verdict), bytes, "{verdict:?}");
        let reply = Reply::to(&call, &verdict);
        assert_eq!((reply.status, reply.content_type), (200, "application/json"));
        assert_eq!(reply.body_text(), bytes, "{verdict:?}");
    }
}

#[test]
fn the_verdicts_of_a_gate_are_these_bytes() {
    for (verdict, bytes) in [
        (Gate::Allow, ALLOW),
        (Gate::Reject, REJECT),
        (
            Gate::reject_with(C2C, "no"),
            r#"{"ActionStatus":"OK","ErrorInfo":"no","ErrorCode":120001}"#,
        ),
        (Gate::reject_with(C2C, ""), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":120001}"#),
    ] {
        assert_eq!(json_of(&verdict), bytes, "{verdict:?}");
    }
}

#[test]
fn an_acknowledgement_is_these_bytes() {
    assert_eq!(json_of(&Ack), ALLOW);
    let call = decode::<AfterSendMsg>(AFTER).unwrap();
    assert_eq!(Reply::to(&call, &Ack).body_text(), ALLOW);
}

/// The reply to a callback of `C`, which has to be the verdict's answer.
fn reply<C: Callback>(verdict: impl FnOnce(&Call<C>) -> C::Verdict) -> Reply {
    let folder = format!("{}/tests/fixtures/{}", env!("CARGO_MANIFEST_DIR"), C::COMMAND);
    let call = decode::<C>(std::fs::read(format!("{folder}/request.json")).unwrap()).unwrap();
    let verdict = verdict(&call);
    let reply = Reply::to(&call, &verdict);
    assert_eq!(reply.body_text(), json_of(&verdict), "{}", C::COMMAND);
    reply
}

#[test]
fn an_answer_that_never_varies_is_sent_without_being_built() {
    for reply in [
        reply::<AfterSendMsg>(|_| Ack),
        reply::<BeforeApplyJoinGroup>(|_| Gate::Allow),
        reply::<BeforeApplyJoinGroup>(|_| Gate::Reject),
        reply::<BeforeSendMsg>(|_| Msg::Allow),
        reply::<BeforeSendMsg>(|_| Msg::Reject),
        reply::<BeforeSendMsg>(|_| Msg::SilentDrop),
        reply::<BeforeInviteJoinGroup>(|_| InviteVerdict::Allow),
        reply::<BeforeInviteJoinGroup>(|_| InviteVerdict::Reject),
        reply::<BeforeAddSubscriber>(|_| SubscribeVerdict::Allow),
        reply::<BeforeAddSubscriber>(|_| SubscribeVerdict::Reject),
    ] {
        assert!(matches!(reply.body, Cow::Borrowed(_)), "{}", reply.body_text());
    }
}

#[test]
fn an_answer_that_says_more_is_built() {
    let bob = || vec!["bob".into()];
    for (reply, says) in [
        (reply::<BeforeApplyJoinGroup>(|_| Gate::reject_with(GROUP, "no")), "10101"),
        (reply::<BeforeSendMsg>(|_| Msg::reject_with(GROUP, "no")), "10101"),
        (reply::<BeforeSendMsg>(|call| call.patch().append(TextElem::new("x")).into()), "MsgBody"),
        (reply::<BeforeInviteJoinGroup>(|_| InviteVerdict::Refuse(bob())), "bob"),
        (reply::<BeforeInviteJoinGroup>(|_| InviteVerdict::reject_with(GROUP, "no")), "10101"),
        (reply::<BeforeAddSubscriber>(|_| SubscribeVerdict::Refuse(bob())), "bob"),
        (reply::<PrevFriendAdd>(Call::allow_all), "ResultItem"),
    ] {
        assert!(reply.body_text().contains(says), "{}", reply.body_text());
    }
}

#[test]
fn every_verdict_parses_back_from_its_answer() {
    let call = decode::<BeforeSendMsg>(BEFORE).unwrap();
    for verdict in [
        Msg::Allow,
        Msg::Reject,
        Msg::SilentDrop,
        Msg::reject_with(GROUP, "no"),
        Msg::reject_with(GROUP, ""),
        Msg::Modify(call.patch().append(TextElem::new("more"))),
        Msg::Modify(call.patch().with_cloud_custom_data("data")),
    ] {
        assert_eq!(Msg::try_from(verdict.to_answer()).as_ref(), Ok(&verdict));
        assert_eq!(Msg::try_from(answer(&json_of(&verdict))).as_ref(), Ok(&verdict));
    }
    for verdict in [Gate::Allow, Gate::Reject, Gate::reject_with(GROUP, "no")] {
        assert_eq!(Gate::try_from(answer(&json_of(&verdict))).as_ref(), Ok(&verdict));
    }
    let bob = || vec!["bob".into()];
    let invites = [InviteVerdict::Allow, InviteVerdict::Refuse(bob()), InviteVerdict::Reject];
    for verdict in invites.into_iter().chain([InviteVerdict::reject_with(GROUP, "no")]) {
        assert_eq!(InviteVerdict::try_from(answer(&json_of(&verdict))).as_ref(), Ok(&verdict));
    }
    for verdict in
        [SubscribeVerdict::Allow, SubscribeVerdict::Refuse(bob()), SubscribeVerdict::Reject]
    {
        assert_eq!(SubscribeVerdict::try_from(answer(&json_of(&verdict))).as_ref(), Ok(&verdict));
    }
    assert_eq!(Ack::try_from(answer(ALLOW)), Ok(Ack));
}

#[test]
fn the_documented_answers_are_these_verdicts() {
    for (json, verdict) in [
        (include_str!("../fixtures/Group.CallbackBeforeSendMsg/reply.allow.json"), Msg::Allow),
        (include_str!("../fixtures/Group.CallbackBeforeSendMsg/reply.reject.json"), Msg::Reject),
        (include_str!("../fixtures/Group.CallbackBeforeSendMsg/reply.drop.json"), Msg::SilentDrop),
    ] {
        assert_eq!(Msg::try_from(answer(json)), Ok(verdict));
    }
}

#[test]
fn a_code_that_a_command_does_not_define_is_no_verdict_of_it() {
    for code in [3, 10099, 10201, 120001, 10016, 38000, u32::MAX] {
        let answered = || with(ALLOW, "ErrorCode", json!(code));
        let error = AnswerError::UndefinedCode(code);
        assert_eq!(Msg::try_from(answered()), Err(error.clone()));
        assert_eq!(Gate::<GroupRejectCode>::try_from(answered()), Err(error.clone()));
        assert_eq!(Ack::try_from(answered()), Err(error));
    }
    assert_eq!(Gate::<GroupRejectCode>::try_from(answer(DROP)), Err(AnswerError::UndefinedCode(2)));
    assert_eq!(Ack::try_from(answer(REJECT)), Err(AnswerError::UndefinedCode(1)));
    let of_group = || with(ALLOW, "ErrorCode", json!(10100));
    assert!(Msg::try_from(of_group()).is_ok());
    let error = AnswerError::UndefinedCode(10100);
    assert_eq!(MsgVerdict::<C2cRejectCode>::try_from(of_group()), Err(error));
}

#[test]
fn a_failed_action_is_no_verdict() {
    for code in [0, 1, 2, 10101] {
        let mut failed = with(ALLOW, "ErrorCode", json!(code));
        failed.action_status = ActionStatus::Fail;
        assert_eq!(Msg::try_from(failed.clone()), Err(AnswerError::NotOk));
        assert_eq!(Gate::<GroupRejectCode>::try_from(failed.clone()), Err(AnswerError::NotOk));
        assert_eq!(Ack::try_from(failed), Err(AnswerError::NotOk));
    }
}

#[test]
fn a_field_that_means_nothing_in_an_answer_is_an_error() {
    let element = json!([{"MsgType": "TIMTextElem", "MsgContent": {"Text": "x"}}]);
    for (field, value) in [
        ("MsgBody", element),
        ("CloudCustomData", json!("data")),
        ("RefusedMembers_Account", json!(["bob"])),
    ] {
        let error = || AnswerError::UnexpectedField(field);
        let allow = || with(ALLOW, field, value.clone());
        assert_eq!(Ack::try_from(allow()), Err(error()));
        assert_eq!(Gate::<GroupRejectCode>::try_from(allow()), Err(error()));
        for refused in [REJECT, DROP] {
            assert_eq!(Msg::try_from(with(refused, field, value.clone())), Err(error()));
        }
        for refused in [REJECT, &ALLOW.replace(":0", ":10101")] {
            let refused = with(refused, field, value.clone());
            assert_eq!(InviteVerdict::try_from(refused), Err(error()));
        }
        let subscribes = SubscribeVerdict::try_from(with(REJECT, field, value.clone()));
        assert_eq!(subscribes, Err(error()));
        let modifies = Msg::try_from(allow());
        assert_eq!(modifies.is_ok(), field != "RefusedMembers_Account", "{field}");
    }
}

#[test]
fn an_answer_that_replaces_a_message_by_nothing_is_an_error() {
    let empty = with(ALLOW, "MsgBody", json!([]));
    assert_eq!(Msg::try_from(empty), Err(AnswerError::EmptyMsgBody));
    let null = with(ALLOW, "MsgBody", Value::Null);
    assert_eq!(Msg::try_from(null), Ok(Msg::Allow));
}

#[test]
fn an_answer_is_read_in_any_order_and_with_fields_of_other_products() {
    let read = answer(r#"{"New":[1],"ErrorCode":2,"ErrorInfo":"why","ActionStatus":"OK"}"#);
    assert_eq!((read.error_code, read.error_info.as_str()), (2, "why"));
    assert_eq!(read.action_status, ActionStatus::Ok);
    assert_eq!(Msg::try_from(read), Ok(Msg::SilentDrop));
    assert_eq!(answer(&ALLOW.replace("OK", "FAIL")).action_status, ActionStatus::Fail);
}

#[test]
fn what_is_no_answer_is_not_read_as_one() {
    for json in [
        "{}".to_owned(),
        "[\"OK\",\"\",0]".to_owned(),
        ALLOW.replace("OK", "ok"),
        ALLOW.replace("OK", ""),
        ALLOW.replace(":0", ":-1"),
        ALLOW.replace(":0", ":4294967296"),
        ALLOW.replace("\"ErrorInfo\":\"\",", ""),
        ALLOW.replace(",\"ErrorCode\":0", ""),
        ALLOW.replace("\"ActionStatus\":\"OK\",", ""),
        ALLOW.replace('}', ",\"ErrorCode\":1}"),
    ] {
        assert!(serde_json::from_str::<Answer>(&json).is_err(), "{json}");
    }
}

#[test]
fn what_is_no_action_status_is_told_what_one_is() {
    for status in ["\"ok\"", "1"] {
        let json = ALLOW.replace("\"OK\"", status);
        let error = serde_json::from_str::<Answer>(&json).unwrap_err().to_string();
        assert!(error.contains("expected OK or FAIL"), "{error}");
    }
}

#[test]
fn reject_codes_end_where_their_range_ends() {
    for code in [0, 1, 2, 10099, 10201, u32::MAX] {
        assert_eq!(GroupRejectCode::new(code), None);
        let error: RejectCodeError = GroupRejectCode::try_from(code).unwrap_err();
        assert_eq!(error.code(), code);
        assert_eq!(error.to_string(), format!("reject code {code} is outside 10100 to 10200"));
    }
    for code in [10100, 10101, 10199, 10200] {
        assert_eq!(GroupRejectCode::new(code).map(GroupRejectCode::get), Some(code));
        assert_eq!(GroupRejectCode::try_from(code), Ok(GroupRejectCode::from_code(code).unwrap()));
    }
    for code in [0, 10101, 120000, 130001] {
        assert_eq!(C2cRejectCode::new(code), None);
        let error = C2cRejectCode::try_from(code).unwrap_err();
        assert_eq!(error.code(), code);
        assert_eq!(error.to_string(), format!("reject code {code} is outside 120001 to 130000"));
    }
    for code in [120001, 130000] {
        assert_eq!(C2cRejectCode::from_code(code).map(RejectCode::code), Some(code));
    }
    assert_eq!((GroupRejectCode::MIN.get(), GroupRejectCode::MAX.get()), (10100, 10200));
    assert_eq!((C2cRejectCode::MIN.get(), C2cRejectCode::MAX.get()), (120001, 130000));
}

#[test]
fn a_reject_code_prints_as_its_number() {
    assert_eq!(GROUP.to_string(), "10101");
    assert_eq!(format!("{GROUP:?} {C2C:?}"), "GroupRejectCode(10101) C2cRejectCode(120001)");
}

#[test]
fn before_commands_decide_and_after_commands_acknowledge() {
    assert!(CallbackCommand::GroupBeforeSendMsg.is_before());
    assert!(CallbackCommand::SnsPrevFriendAdd.is_before());
    assert!(!CallbackCommand::GroupAfterSendMsg.is_before());
    assert!(!CallbackCommand::GroupSendMsgException.is_before());
    assert_eq!(Ack.decision(), Decision::Acknowledge);
    for decision in [Msg::Allow.decision(), Gate::<C2cRejectCode>::Allow.decision()] {
        assert_eq!(decision, Decision::Allow);
    }
}

#[test]
fn a_rejection_tells_its_code_and_its_text() {
    let Msg::RejectWith { code, text, .. } = Msg::reject_with(GROUP, "no") else { panic!("msg") };
    assert_eq!((code, text.as_str()), (GROUP, "no"));
    let Gate::RejectWith { code, text, .. } = Gate::reject_with(C2C, "no") else { panic!("gate") };
    assert_eq!((code, text.as_str()), (C2C, "no"));
    let InviteVerdict::RejectWith { code, text, .. } = InviteVerdict::reject_with(GROUP, "no")
    else {
        panic!("invite")
    };
    assert_eq!((code, text.as_str()), (GROUP, "no"));
}

#[test]
fn a_decision_is_a_label_without_texts_and_accounts() {
    let call = decode::<BeforeSendMsg>(BEFORE).unwrap();
    let bob = || vec!["bob".into()];
    let invite = InviteVerdict::Refuse(bob()).decision();
    assert!(matches!(invite, Decision::PerTarget { refused: 1, .. }));
    let own_code = Msg::reject_with(GROUP, "a private text").decision();
    assert!(matches!(own_code, Decision::Reject { code: Some(10101), .. }));
    for (decision, label) in [
        (Ack.decision(), "acknowledge"),
        (Msg::Allow.decision(), "allow"),
        (Msg::Modify(call.patch()).decision(), "allow"),
        (Msg::Reject.decision(), "reject"),
        (own_code, "reject"),
        (Msg::SilentDrop.decision(), "silent_drop"),
        (Msg::Modify(call.patch().append(TextElem::new("x"))).decision(), "modify"),
        (invite, "per_target"),
        (InviteVerdict::Refuse(Vec::new()).decision(), "allow"),
        (SubscribeVerdict::Refuse(bob()).decision(), "per_target"),
        (SubscribeVerdict::Reject.decision(), "reject"),
        (Decision::Failed, "failed"),
    ] {
        assert_eq!((decision.to_string().as_str(), <&str>::from(decision)), (label, label));
        assert!(!format!("{decision:?}").contains("private"), "{decision:?}");
    }
}
