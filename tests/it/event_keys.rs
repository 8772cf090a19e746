//! Keys for queues: what is the same event, and what must stay in order.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;

use serde_json::{Value, json};
use tim_callback::callbacks::push::{AllMemberPush, OfflinePush};
use tim_callback::{AnyCallback, Incoming, Verifier};

fn body(command: &str, file: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(command);
    serde_json::from_str(&std::fs::read_to_string(folder.join(file)).unwrap()).unwrap()
}

fn decode(command: &str, body: &Value) -> AnyCallback {
    let query = format!("SdkAppid=1400000000&CallbackCommand={command}&contenttype=json");
    let incoming = Incoming::new(&query, body.to_string().into_bytes()).unwrap();
    Verifier::unchecked_for_logs_and_tests().verify(incoming).unwrap().decode().unwrap()
}

fn ordering_key(command: &str, body: &Value) -> Option<String> {
    decode(command, body).ordering_key()
}

fn dedup_key(command: &str, body: &Value) -> String {
    decode(command, body).dedup_key()
}

/// A key of the whole body, for want of anything in it that names the event.
fn is_hashed(command: &str, key: &str) -> bool {
    let hex = key.strip_prefix(&format!("{command}:")).unwrap();
    hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn changed(event: &Value, field: &str, value: Value) -> Value {
    let mut event = event.clone();
    event[field] = value;
    event
}

#[test]
fn a_message_is_known_by_its_key() {
    let key = "3104882211_2904417766_1731502207";
    for command in [
        "C2C.CallbackBeforeSendMsg",
        "C2C.CallbackAfterSendMsg",
        "C2C.CallbackAfterMsgWithDraw",
        "Bot.OnC2CMessage",
        "Chatbot.OnC2CSignalMessage",
    ] {
        let body = body(command, "request.json");
        assert_eq!(dedup_key(command, &body), format!("{command}:{key}"));
    }
    let command = "OfficialAccount.CallbackAfterSendMsg";
    let expected = format!("{command}:17_2904417766_1731502207");
    assert_eq!(dedup_key(command, &body(command, "request.json")), expected);
}

#[test]
fn an_extension_is_known_by_message_and_version() {
    let command = "C2C.CallbackAfterC2CMsgExtension";
    let expected = format!("{command}:3104882211_2904417766_1731502207#9");
    assert_eq!(dedup_key(command, &body(command, "request.json")), expected);
}

#[test]
fn a_group_message_to_a_bot_is_known_and_ordered_by_its_conversation() {
    let command = "Bot.OnGroupMessage";
    let in_topic = body(command, "request.json");
    let topic = in_topic["TopicId"].as_str().unwrap();
    assert_eq!(ordering_key(command, &in_topic).as_deref(), Some(topic));
    assert_eq!(dedup_key(command, &in_topic), format!("{command}:{topic}#93847"));

    let in_group = changed(&in_topic, "TopicId", Value::Null);
    let group = in_topic["GroupId"].as_str().unwrap();
    assert_eq!(ordering_key(command, &in_group).as_deref(), Some(group));
    assert_eq!(dedup_key(command, &in_group), format!("{command}:{group}#93847"));
}

#[test]
fn what_nothing_names_is_known_by_its_body() {
    for command in [
        "C2C.CallbackAfterMsgReport",
        "C2C.CallbackAfterModifyMsg",
        "ContentCallback.ResultNotify",
        "OfficialAccount.CallbackBeforeSendMsg",
        "OfficialAccount.CallbackAfterMsgWithDraw",
        "Push.OfflinePush",
    ] {
        let key = dedup_key(command, &body(command, "request.json"));
        assert!(is_hashed(command, &key), "{key}");
    }
}

#[test]
fn an_unknown_command_is_known_by_its_name_and_body() {
    let keys = [("Live.New", json!({})), ("Live.New", json!([])), ("Live.Old", json!({}))]
        .map(|(command, body)| (command, dedup_key(command, &body)));
    for (at, (command, key)) in keys.iter().enumerate() {
        assert!(is_hashed(command, key), "{key}");
        assert!(keys[..at].iter().all(|(_, other)| other != key), "{key} stands for two");
    }
    assert_eq!(keys[0].1, dedup_key("Live.New", &json!({})));
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

    let nowhere = json!({"ContactType": 1});
    let body = changed(&body(command, "request.json"), "ContactItem", nowhere);
    assert_eq!(ordering_key(command, &body).as_deref(), Some("iris"));
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

fn offline_key(event: &Value) -> String {
    let request: OfflinePush = serde_json::from_value(json!({"Events": [event]})).unwrap();
    request.events[0].dedup_key()
}

fn task_key(event: &Value) -> String {
    let request: AllMemberPush = serde_json::from_value(json!({"Events": [event]})).unwrap();
    request.events[0].dedup_key()
}

#[test]
fn an_offline_push_is_known_by_message_recipient_and_outcome() {
    let event = &body("Push.OfflinePush", "request.json")["Events"][0];
    let key = offline_key(event);
    let message = "3104882211_2904417766_1731502207\t3104882211";
    assert_eq!(key, format!("Push.OfflinePush:1\t{message}\tjonas\t1\t1\t0\tp-6001"));
    for (field, other) in [
        ("EventType", json!(2)),
        ("MsgKey", json!("1_1_1")),
        ("MsgSeq", json!(1)),
        ("To_Account", json!("lena")),
        ("PushPlatform", json!(4)),
        ("PushStage", json!(3)),
        ("ErrCode", json!(30)),
        ("PushID", json!("p-6002")),
    ] {
        assert_ne!(offline_key(&changed(event, field, other)), key, "{field}");
    }
    for (field, other) in [("EventTime", json!(1)), ("ErrInfo", json!("again"))] {
        assert_eq!(offline_key(&changed(event, field, other)), key, "{field}");
    }
}

#[test]
fn an_offline_push_without_a_message_key_is_known_by_group_or_sender() {
    let events = &body("Push.OfflinePush", "request.group.json")["Events"];
    let key = offline_key(&events[1]);
    assert_eq!(key, "Push.OfflinePush:2\t@TGS#3QPIER4\t93847\tlena\t8\t1\t0\t");
    let key = offline_key(&changed(&events[1], "GroupID", Value::Null));
    assert_eq!(key, "Push.OfflinePush:2\tiris\t93847\tlena\t8\t1\t0\t");
}

#[test]
fn a_task_push_is_known_by_task_recipient_and_outcome() {
    let event = &body("Push.AllMemberPush", "request.json")["Events"][1];
    let key = task_key(event);
    assert_eq!(key, "Push.AllMemberPush:2\tt-calm\tjonas\t0\t2\t3\t12");
    for (field, other) in [
        ("EventType", json!(1)),
        ("TaskId", json!("t-storm")),
        ("To_Account", json!("lena")),
        ("PushPlatform", json!(4)),
        ("DeviceType", Value::Null),
        ("PushStage", json!(1)),
        ("ErrCode", json!(0)),
    ] {
        assert_ne!(task_key(&changed(event, field, other)), key, "{field}");
    }
    for (field, other) in [("EventTime", json!(1)), ("ErrInfo", json!("again"))] {
        assert_eq!(task_key(&changed(event, field, other)), key, "{field}");
    }
}
