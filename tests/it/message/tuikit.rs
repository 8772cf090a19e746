//! The payloads of `TUIKit`: each decodes from its own `businessID` only, whatever else it has.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tim_callback::message::CustomElem;
use tim_callback::message::tuikit::{
    CallCommand, CallData, Evaluation, GroupCreated, Order, Signaling, SignalingAction, TextLink,
    Typing,
};

fn read<T: DeserializeOwned>(payload: &Value) -> Option<T> {
    CustomElem::new().with_data(payload.to_string()).data_json().ok()
}

/// One of each payload.
fn payloads() -> [Value; 7] {
    [
        json!({
            "businessID": "user_typing_status", "typingStatus": 1, "userAction": 14,
            "actionParam": "EIMAMSG_InputStatus_Ing", "version": 1,
        }),
        json!({
            "businessID": 1, "inviteID": "7-dora", "inviter": "dora", "inviteeList": ["emil"],
            "actionType": 1, "data": "{}", "timeout": 30, "groupID": "",
        }),
        json!({
            "businessID": "av_call", "version": 4, "platform": "iOS", "call_type": 2, "room_id": 9,
            "call_end": 61, "line_busy": "line_busy", "data": {
                "cmd": "hangup", "room_id": 9, "message": "", "userIDs": ["emil"], "inviter": "dora",
            },
        }),
        json!({ "businessID": "group_create", "opUser": "dora", "content": "welcome", "version": 4 }),
        json!({ "businessID": "text_link", "text": "the ferry", "link": "https://harbour.example" }),
        json!({ "businessID": "evaluation", "score": 5, "comment": "" }),
        json!({
            "businessID": "order", "title": "a ticket", "description": "to the island",
            "price": "12 EUR", "imageUrl": "https://harbour.example/1.png",
            "link": "https://harbour.example/1",
        }),
    ]
}

/// The payloads that decode as a type, with an unknown field added. They come back as they were.
fn that_are<T: DeserializeOwned + Serialize>() -> Vec<usize> {
    let each = payloads().into_iter().enumerate();
    let decoded = each.filter(|(_, payload)| {
        let mut more = payload.clone();
        more["soundEffect"] = json!({ "bell": 1 });
        read::<T>(&more).is_some_and(|typed| {
            assert_eq!(serde_json::to_value(typed).unwrap(), *payload);
            true
        })
    });
    decoded.map(|(number, _)| number).collect()
}

#[test]
fn each_type_decodes_its_own_payload_and_no_other() {
    assert_eq!(that_are::<Typing>(), [0]);
    assert_eq!(that_are::<Signaling>(), [1]);
    assert_eq!(that_are::<CallData>(), [2]);
    assert_eq!(that_are::<GroupCreated>(), [3]);
    assert_eq!(that_are::<TextLink>(), [4]);
    assert_eq!(that_are::<Evaluation>(), [5]);
    assert_eq!(that_are::<Order>(), [6]);
}

#[test]
fn typing_is_what_the_fields_say_that_a_kit_sets() {
    let typing = |fields: Value| {
        let mut payload = json!({ "businessID": "user_typing_status" });
        payload.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        read::<Typing>(&payload).unwrap().is_typing()
    };
    let (begun, ended) = ("EIMAMSG_InputStatus_Ing", "EIMAMSG_InputStatus_End");
    assert!(typing(json!({ "typingStatus": 1, "userAction": 14, "actionParam": begun })));
    assert!(typing(json!({ "userAction": 14, "actionParam": begun })));
    assert!(typing(json!({ "typingStatus": 1 })));
    // iOS, WeChat, web, and a client before `typingStatus`.
    assert!(!typing(json!({ "typingStatus": 0, "userAction": 14, "actionParam": ended })));
    assert!(!typing(json!({ "typingStatus": 1, "userAction": 0, "actionParam": ended })));
    assert!(!typing(json!({ "typingStatus": 0, "userAction": 0 })));
    assert!(!typing(json!({ "userAction": 14, "actionParam": ended })));
    assert!(!typing(json!({})));
}

#[test]
fn a_call_is_in_the_data_of_its_signaling() {
    let [_, mut signaling, call, ..] = payloads();
    signaling["data"] = call.to_string().into();
    let signaling: Signaling = read(&signaling).unwrap();
    assert_eq!(signaling.action_type, SignalingAction::INVITE);
    let call: CallData = signaling.data_json().unwrap();
    assert_eq!((call.command(), call.call_end), (Some(&CallCommand::Hangup), Some(61)));
    for data in [json!({ "cmd": "" }), json!({}), Value::Null] {
        let call = json!({ "businessID": "av_call", "data": data });
        assert_eq!(read::<CallData>(&call).unwrap().command(), None, "{call}");
    }
    // What is no call does not lose the envelope.
    let mut other = payloads()[1].clone();
    other["data"] = "not JSON".into();
    assert!(read::<Signaling>(&other).unwrap().data_json::<CallData>().is_err());
}
