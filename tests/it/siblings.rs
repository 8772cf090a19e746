//! Requests and verdicts of the products that use the same URL.

use serde_json::{Value, json};
use tim_callback::callbacks::chatbot::{InterfaceInvocation, OnAssignHuman};
use tim_callback::verdict::{
    AgentAssignment, Answer, AnswerError, AssignVerdict, Decision, LiveRejectCode,
    VariablesVerdict, Verdict,
};
use tim_callback::{Call, Reply, testing};

use crate::support;

const FAILURE: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;

fn text(verdict: &impl Verdict) -> String {
    serde_json::to_string(verdict).unwrap()
}

fn read<V: TryFrom<Answer, Error = AnswerError>>(fields: &Value) -> Result<V, AnswerError> {
    let mut answer = json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0});
    answer.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    V::try_from(serde_json::from_value(answer).unwrap())
}

#[test]
fn an_assignment_is_these_bytes() {
    let agents = || AgentAssignment::to_agents(["dora@example.com", "emil@example.com"]).unwrap();
    for (assignment, fields) in [
        (AgentAssignment::to_group(7), r#""AgentGroupId":7"#),
        (agents(), r#""AgentIdList":["dora@example.com","emil@example.com"]"#),
        (
            agents().in_group(0),
            r#""AgentGroupId":0,"AgentIdList":["dora@example.com","emil@example.com"]"#,
        ),
    ] {
        let verdict = AssignVerdict::Assign(assignment.clone());
        let json = format!(r#"{{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,{fields}}}"#);
        assert_eq!(text(&verdict), json);
        assert_eq!(verdict.decision(), Decision::Allow);
        assert_eq!(AssignVerdict::try_from(verdict.to_answer()), Ok(verdict.clone()));
        let call: Call<OnAssignHuman> = testing::call().build();
        assert_eq!(Reply::to(&call, &verdict).body_text(), json);
    }
    assert_eq!(agents().in_group(3).group(), Some(3));
    assert_eq!(agents().group(), None);
    assert_eq!(agents().agents(), ["dora@example.com", "emil@example.com"]);
    assert!(AgentAssignment::to_group(3).agents().is_empty());
}

#[test]
fn an_assignment_to_nobody_cannot_be_built_or_read() {
    let error = AgentAssignment::to_agents([""; 0]).unwrap_err();
    assert!(error.to_string().contains("at least one agent"), "{error}");
    assert_eq!(AgentAssignment::to_agents(["dora@example.com", ""]), Err(error));
    for (fields, expected) in [
        (json!({}), AnswerError::MissingField("AgentGroupId or AgentIdList")),
        (json!({"AgentIdList": []}), AnswerError::MissingField("AgentGroupId or AgentIdList")),
        (json!({"AgentIdList": [""]}), AnswerError::EmptyAgentId),
        (json!({"AgentGroupId": 1, "AgentIdList": [""]}), AnswerError::EmptyAgentId),
        (json!({"AgentGroupId": 1, "Body": {}}), AnswerError::UnexpectedField("Body")),
        (json!({"ErrorCode": 1, "AgentGroupId": 1}), AnswerError::UnexpectedField("AgentGroupId")),
    ] {
        assert_eq!(read::<AssignVerdict>(&fields), Err(expected), "{fields}");
    }
    assert!(AnswerError::EmptyAgentId.help().contains("Leave"));
}

#[test]
fn values_are_these_bytes() {
    let verdict = VariablesVerdict::of([("b", json!("x")), ("a", json!([1, null]))]);
    let json =
        r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"Body":{"a":[1,null],"b":"x"}}"#;
    assert_eq!(text(&verdict), json);
    assert_eq!(verdict.decision(), Decision::Allow);
    assert_eq!(VariablesVerdict::try_from(verdict.to_answer()), Ok(verdict.clone()));
    let call: Call<InterfaceInvocation> = testing::call().build();
    assert_eq!(Reply::to(&call, &verdict).body_text(), json);

    // No values are values too; no `Body` is not.
    let none = VariablesVerdict::of::<String, Value>([]);
    assert_eq!(read(&json!({"Body": {}})), Ok(none));
    let missing = Err(AnswerError::MissingField("Body"));
    assert_eq!(read::<VariablesVerdict>(&json!({})), missing);
    let agents = read::<VariablesVerdict>(&json!({"Body": {}, "AgentIdList": ["dora"]}));
    assert_eq!(agents, Err(AnswerError::UnexpectedField("AgentIdList")));
    let failed = read::<VariablesVerdict>(&json!({"ErrorCode": 1, "Body": {}}));
    assert_eq!(failed, Err(AnswerError::UnexpectedField("Body")));
}

#[test]
fn any_other_code_says_that_processing_failed() {
    assert_eq!((text(&AssignVerdict::Fail), text(&VariablesVerdict::Fail)), {
        (FAILURE.to_owned(), FAILURE.to_owned())
    });
    assert_eq!(AssignVerdict::Fail.decision(), Decision::Failed);
    assert_eq!(VariablesVerdict::Fail.decision(), Decision::Failed);
    for code in [1, 2, 10101] {
        assert_eq!(read(&json!({"ErrorCode": code})), Ok(AssignVerdict::Fail));
        assert_eq!(read(&json!({"ErrorCode": code})), Ok(VariablesVerdict::Fail));
    }
    let status = json!({"ActionStatus": "FAIL", "ErrorCode": 1});
    assert_eq!(read::<AssignVerdict>(&status), Err(AnswerError::NotOk));
    assert_eq!(read::<VariablesVerdict>(&status), Err(AnswerError::NotOk));
}

#[test]
fn the_codes_of_gifts_are_102100_to_102200() {
    for (code, valid) in [(102099, false), (102100, true), (102200, true), (102201, false)] {
        assert_eq!(LiveRejectCode::new(code).is_some(), valid, "{code}");
    }
}

/// What a task was given is read by name.
#[test]
fn a_variable_is_read_as_a_type_of_the_users() {
    let body = json!({
        "CallbackCommand": "Chatbot.InterfaceInvocation",
        "Body": {"SystemSessionID": "s-1", "Seats": 2, "Big": 18446744073709551615u64, "Seats ": 3},
    });
    let call = support::decode::<InterfaceInvocation>(body.to_string()).unwrap();
    assert_eq!(call.session_id().as_deref(), Some("s-1"));
    assert_eq!(call.body.field::<u8>("Seats"), Some(2));
    assert_eq!(call.body.field::<u64>("Big"), Some(u64::MAX));
    assert_eq!(call.body.field::<u8>("Big"), None, "out of range");
    assert_eq!(call.body.field::<String>("Seats"), None, "of another type");
    assert_eq!(call.body.field::<u8>("Sail"), None, "absent");
    let all: Value = serde_json::from_str(call.body.raw().get()).unwrap();
    assert_eq!(all, body["Body"]);
    // From a value too, as users' tests write it. The order of keys does not matter.
    let from_value: InterfaceInvocation = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(from_value, *call.request());
    for seed in 0..4 {
        let spelled = support::spelled_with_keys(&body, seed);
        assert_eq!(support::decode::<InterfaceInvocation>(spelled).unwrap().body, call.body);
    }
    let mut other = body;
    other["Body"]["Seats"] = json!(3);
    assert_ne!(support::decode::<InterfaceInvocation>(other.to_string()).unwrap().body, call.body);
}

/// The status of a recording is in a payload whose other fields depend on the event.
#[test]
fn a_recording_says_whether_its_step_succeeded() {
    use tim_callback::callbacks::{call::AfterRecordChanged, live::AfterCloudRecordingChanged};

    for (payload, status) in [
        (json!({"Status": 0}), Some(0)),
        (json!({"Status": -3, "Errmsg": "disk"}), Some(-3)),
        (json!({"Status": "0"}), None),
        (json!({}), None),
        (Value::Null, None),
    ] {
        let mut live = sample("Live.CallbackAfterCloudRecordingChanged");
        live["EventInfo"]["Payload"] = payload.clone();
        let live = support::decode::<AfterCloudRecordingChanged>(live.to_string()).unwrap();
        assert_eq!(live.event_info.status(), status, "{payload}");
        let mut call = sample("Call.CallbackAfterRecordChanged");
        call["Callback"]["EventInfo"]["Payload"] = payload.clone();
        let call = support::decode::<AfterRecordChanged>(call.to_string()).unwrap();
        assert_eq!(call.callback.event_info.status(), status, "{payload}");
    }
}

fn sample(command: &str) -> Value {
    crate::event_keys::body(command, "request.json")
}

#[test]
fn a_call_has_a_medium_under_either_name() {
    use tim_callback::callbacks::call::{AfterStartCall, MediaType};

    for (fields, expected) in [
        (json!({"CallMediaType": "Audio"}), Some(MediaType::Audio)),
        (json!({"MediaType": "Video"}), Some(MediaType::Video)),
        (json!({"CallMediaType": "Audio", "MediaType": "Video"}), Some(MediaType::Audio)),
        (json!({"CallMediaType": "", "MediaType": "Video"}), Some(MediaType::Video)),
        (json!({"CallMediaType": "", "MediaType": ""}), None),
        (json!({}), None),
    ] {
        let mut info = json!({"CallId": "c-1"});
        info.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let body = json!({
            "CallbackCommand": "Call.CallbackAfterStartCall", "CallInfo": info, "UserList": [],
        });
        let call = support::decode::<AfterStartCall>(body.to_string()).unwrap();
        assert_eq!(call.call_info.media(), expected.as_ref(), "{body}");
    }
}

#[test]
fn a_session_event_carries_a_message_or_none() {
    use tim_callback::callbacks::desk::SessionEventNotify;

    let mut body = sample("Desk.SessionEventNotify");
    let call = support::decode::<SessionEventNotify>(body.to_string()).unwrap();
    assert_eq!(call.msg_body(), Some(&call.msg_body));
    for none in [json!([]), Value::Null] {
        body["MsgBody"] = none;
        let call = support::decode::<SessionEventNotify>(body.to_string()).unwrap();
        assert_eq!(call.msg_body(), None, "{body}");
    }
}
