//! Ordering keys: which events must stay in order.

use serde_json::{Value, json};

use crate::event_keys::{body, changed, decode, fixtures, leaves, set};

fn ordering_key(command: &str, body: &Value) -> Option<String> {
    decode(command, body).unwrap().ordering_key()
}

#[test]
fn an_event_of_a_group_keeps_the_order_of_its_topic_or_group() {
    let mut commands = 0;
    for (command, file) in fixtures().filter(|(_, file)| file == "request.json") {
        let body = body(&command, &file);
        let (group, topic) = (body["GroupId"].as_str(), body["TopicId"].as_str());
        // The topic is about to be created, and the group is where one-to-one events have none.
        if group.is_none() || command == "Group.CallbackBeforeCreateTopic" {
            continue;
        }
        commands += 1;
        let topics = body["TopicIdList"].as_array().filter(|topics| topics.len() == 1);
        let topic = topics.map_or(topic, |topics| topics[0].as_str());
        assert_eq!(ordering_key(&command, &body).as_deref(), topic.or(group), "{command}");

        if body.get("TopicId").is_some() {
            for none in [json!(""), Value::Null] {
                let in_group = changed(&body, "TopicId", none);
                assert_eq!(ordering_key(&command, &in_group).as_deref(), group, "{command}");
            }
        }
    }
    assert!(commands > 20, "only {commands}");
}

#[test]
fn both_directions_of_a_conversation_keep_one_order() {
    for command in [
        "C2C.CallbackBeforeSendMsg",
        "C2C.CallbackAfterSendMsg",
        "C2C.CallbackAfterMsgWithDraw",
        "C2C.CallbackAfterModifyMsg",
        "C2C.CallbackAfterC2CMsgExtension",
        "Bot.OnC2CMessage",
        "Chatbot.OnC2CSignalMessage",
    ] {
        let there = body(command, "request.json");
        let mut back = changed(&there, "From_Account", there["To_Account"].clone());
        back["To_Account"] = there["From_Account"].clone();
        let mut pair =
            [&there["From_Account"], &there["To_Account"]].map(|id| id.as_str().unwrap());
        pair.sort_unstable();
        let key = Some(format!("{}\t{}", pair[0], pair[1]));
        assert_eq!(ordering_key(command, &there), key, "{command}");
        assert_eq!(ordering_key(command, &back), key, "{command}");
    }
}

#[test]
fn a_read_report_keeps_the_order_of_its_conversation() {
    let command = "C2C.CallbackAfterMsgReport";
    let key = ordering_key(command, &body(command, "request.json"));
    assert_eq!(key.as_deref(), Some("iris\tjonas"));
}

#[test]
fn a_moderation_result_keeps_the_order_of_where_the_content_went() {
    let command = "ContentCallback.ResultNotify";
    let key = |file| ordering_key(command, &body(command, file));
    assert_eq!(key("request.json").as_deref(), Some("iris\tjonas"));
    assert_eq!(key("request.group.json").as_deref(), Some("@TGS#3QPIER4"));
    assert_eq!(key("request.profile.json").as_deref(), Some("jonas"));

    for nowhere in
        [json!({"ContactType": 1}), json!({"ContactType": 1, "To_GroupId": "", "To_Account": ""})]
    {
        let body = changed(&body(command, "request.json"), "ContactItem", nowhere);
        assert_eq!(ordering_key(command, &body).as_deref(), Some("iris"));
    }
}

#[test]
fn an_official_account_keeps_the_order_of_its_events() {
    for command in [
        "OfficialAccount.CallbackAfterCreateOfficialAccount",
        "OfficialAccount.CallbackAfterOfficialAccountInfoChanged",
        "OfficialAccount.CallbackAfterOfficialAccountDestroyed",
        "OfficialAccount.CallbackBeforeAddSubscriber",
        "OfficialAccount.CallbackAfterAddSubscriber",
        "OfficialAccount.CallbackAfterOfficialAccountFull",
        "OfficialAccount.CallbackAfterDeleteSubscriber",
        "OfficialAccount.CallbackBeforeSendMsg",
        "OfficialAccount.CallbackAfterSendMsg",
        "OfficialAccount.CallbackAfterMsgWithDraw",
    ] {
        let key = ordering_key(command, &body(command, "request.json"));
        assert_eq!(key.as_deref(), Some("@TOA#_harbour_news"), "{command}");
    }
    // Before it is there it has no id: its owner stands for it.
    let command = "OfficialAccount.CallbackBeforeCreateOfficialAccount";
    let key = ordering_key(command, &body(command, "request.json"));
    assert_eq!(key.as_deref(), Some("iris"));
}

#[test]
fn a_batch_of_pushes_has_no_order() {
    for command in ["Push.OfflinePush", "Push.AllMemberPush"] {
        assert_eq!(ordering_key(command, &body(command, "request.json")), None);
    }
}

#[test]
fn a_receipt_keeps_the_order_of_its_conversation_or_reader() {
    let command = "C2C.CallbackAfterMsgReadReceipt";
    let mut body = body(command, "request.json");
    body["Operator_Account"] = json!("jonas");
    body["Peer_Account"] = json!("iris");
    assert_eq!(ordering_key(command, &body).as_deref(), Some("iris\tjonas"));
    body["Peer_Account"] = json!("");
    assert_eq!(ordering_key(command, &body).as_deref(), Some("jonas"));
    body["Operator_Account"] = json!("");
    assert_eq!(ordering_key(command, &body), None);

    let command = "C2C.CallbackAfterMsgReadAll";
    let body =
        changed(&crate::event_keys::body(command, "request.json"), "Report_Account", json!("ana"));
    assert_eq!(ordering_key(command, &body).as_deref(), Some("ana"));
}

/// Where the key of a sibling product's command is, in its sample.
const SIBLINGS: &[(&str, &str)] = &[
    ("Live.CallbackAfterCreateRoom", "/RoomInfo/RoomId"),
    ("Live.CallbackAfterDestroyRoom", "/RoomId"),
    ("Live.CallbackAfterUpdateRoomInfo", "/RoomInfo/RoomId"),
    ("Live.CallbackAfterSetMetadata", "/RoomId"),
    ("Live.CallbackAfterDelMetadata", "/RoomId"),
    ("Live.CallbackAfterMemberStateChanged", "/RoomId"),
    ("Live.CallbackAfterChangeOwner", "/RoomId"),
    ("Live.CallbackAfterModifyAdmin", "/RoomId"),
    ("Mic.CallbackAfterSeatInfoChanged", "/RoomId"),
    ("Live.CallbackAfterCreateBattle", "/FromRoomId"),
    ("Live.CallbackAfterStartBattle", "/FromRoomInfo/RoomId"),
    ("Live.CallbackAfterEndBattle", "/FromRoomInfo/RoomId"),
    ("Live.CallbackBeforeSendGift", "/RoomId"),
    ("Live.CallbackAfterCloudRecordingChanged", "/EventInfo/RoomId"),
    ("Room.CallbackAfterCreateRoom", "/RoomInfo/RoomId"),
    ("Room.CallbackAfterDestroyRoom", "/RoomId"),
    ("Room.CallbackAfterUpdateRoomInfo", "/RoomInfo/RoomId"),
    ("Room.CallbackAfterMemberEnter", "/RoomId"),
    ("Room.CallbackAfterMemberLeave", "/RoomId"),
    ("Call.CallbackAfterStartCall", "/CallInfo/CallId"),
    ("Call.CallbackAfterEndCall", "/CallRecord/CallId"),
    ("Call.CallbackAfterMemberChanged", "/CallId"),
    ("Call.CallbackAfterRecordChanged", "/CallId"),
    ("Desk.SessionEventNotify", "/SessionId"),
    ("ChatBot.OnAssignHuman", "/SessionId"),
    ("Chatbot.InterfaceInvocation", "/Body/SystemSessionID"),
];

#[test]
fn events_of_sibling_products_keep_the_order_of_room_call_or_session() {
    for (command, pointer) in SIBLINGS {
        let mut body = body(command, "request.json");
        let id = body.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        assert!(id.is_some(), "{command}");
        assert_eq!(ordering_key(command, &body), id, "{command}");
        *body.pointer_mut(pointer).unwrap() = json!("elsewhere");
        assert_eq!(ordering_key(command, &body).as_deref(), Some("elsewhere"), "{command}");
    }
    let command = "Live.CallbackAfterCreateRoomReachingThreshold";
    assert_eq!(ordering_key(command, &body(command, "request.json")), None);
}

#[test]
fn a_room_without_an_id_keeps_the_order_of_the_account_that_acted() {
    for command in ["Live.CallbackAfterCreateRoom", "Live.CallbackAfterUpdateRoomInfo"] {
        for room in [json!({}), json!({"RoomId": ""}), json!({"RoomId": null})] {
            let mut body = changed(&body(command, "request.json"), "RoomInfo", room);
            body["Operator_Account"] = json!(144115214540350471u64);
            assert_eq!(ordering_key(command, &body).as_deref(), Some("144115214540350471"));
        }
    }
}

#[test]
fn a_task_without_a_session_has_no_order() {
    let command = "Chatbot.InterfaceInvocation";
    for variables in [
        json!({}),
        json!({"SystemSessionID": 7}),
        json!({"SystemSessionID": ""}),
        json!({"SystemSessionID": null}),
    ] {
        let body = json!({"CallbackCommand": command, "Body": variables});
        assert_eq!(ordering_key(command, &body), None, "{body}");
    }
}

/// Every id that may be absent: an empty one orders as `null` does.
#[test]
fn an_empty_id_means_the_same_as_an_absent_one() {
    let mut tried = 0;
    for (command, file) in fixtures() {
        let request = body(&command, &file);
        for path in leaves(&request) {
            let name = path.rsplit('/').next().unwrap();
            if !["Id", "ID", "_Account"].iter().any(|end| name.ends_with(end)) {
                continue;
            }
            let keys = [json!(""), Value::Null].map(|none| {
                decode(&command, &set(&request, &path, none))
                    .map(|callback| callback.ordering_key())
            });
            if let [Some(empty), Some(absent)] = keys {
                assert_eq!(empty, absent, "{path} of {command}, {file}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried}");
}
