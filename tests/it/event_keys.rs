//! Dedup keys: which deliveries are the same event.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tim_callback::callbacks::push::{AllMemberPush, OfflinePush};
use tim_callback::{AnyCallback, Call, Callback, CallbackCommand, Incoming, Verifier};

use crate::support;

/// What `dedup_key` leaves out of a body.
const VARYING: [&str; 1] = ["UnreadMsgNum"];

pub(crate) fn body(command: &str, file: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(command);
    serde_json::from_str(&std::fs::read_to_string(folder.join(file)).unwrap()).unwrap()
}

/// The command and the file of every request fixture.
pub(crate) fn fixtures() -> impl Iterator<Item = (String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    CallbackCommand::all().iter().flat_map(move |command| {
        let files = std::fs::read_dir(root.join(command.name())).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let requests = names.filter(|name| name.starts_with("request") || name == "minimal.json");
        requests.map(|file| (command.name().to_owned(), file)).collect::<Vec<_>>()
    })
}

fn decode_text(query: &str, body: &str) -> Option<AnyCallback> {
    let incoming = Incoming::new(query, body.as_bytes()).unwrap();
    Verifier::unchecked_for_logs_and_tests().verify(incoming).unwrap().decode().ok()
}

fn query(command: &str) -> String {
    format!("SdkAppid=1400000000&CallbackCommand={command}&contenttype=json")
}

pub(crate) fn decode(command: &str, body: &Value) -> Option<AnyCallback> {
    decode_text(&query(command), &body.to_string())
}

fn key_of(command: &str, text: &str) -> String {
    decode_text(&query(command), text).unwrap().dedup_key()
}

fn dedup_key(command: &str, body: &Value) -> String {
    key_of(command, &body.to_string())
}

pub(crate) fn changed(event: &Value, field: &str, value: Value) -> Value {
    let mut event = event.clone();
    event[field] = value;
    event
}

/// The JSON pointers of all leaves.
pub(crate) fn leaves(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        _ => return vec![String::new()],
    };
    let below = |(step, value)| leaves(value).into_iter().map(move |path| format!("/{step}{path}"));
    inner.into_iter().flat_map(below).collect()
}

pub(crate) fn set(value: &Value, pointer: &str, leaf: Value) -> Value {
    let mut value = value.clone();
    *value.pointer_mut(pointer).unwrap() = leaf;
    value
}

/// The rule, by another implementation: `serde_json`'s objects are sorted.
fn by_the_rule(command: &str, body: &Value) -> String {
    let mut body = body.clone();
    if let Some(fields) = body.as_object_mut() {
        fields.retain(|name, _| !VARYING.contains(&name.as_str()));
    }
    let digest = Sha256::digest(body.to_string());
    format!("{command}:{}", base16ct::lower::encode_string(&digest))
}

#[test]
fn a_key_is_the_command_and_the_digest_of_the_canonical_body() {
    let mut owners = BTreeMap::new();
    for (command, file) in fixtures().filter(|(_, file)| !file.contains("alias")) {
        let body = body(&command, &file);
        let key = dedup_key(&command, &body);
        assert_eq!(key, by_the_rule(&command, &body), "{command}, {file}");
        // Some pages of one command have the same sample.
        let event = (command, body);
        if let Some(other) = owners.insert(key, event.clone()) {
            assert_eq!(other, event, "two events share a key");
        }
    }
}

/// A digest from elsewhere: `sha256sum` of the canonical text.
#[test]
fn the_digest_is_sha_256_of_the_text() {
    let body = r#"{ "Info": {"To_Account":"ana", "Action":"Login", "Reason":"Register"},
        "CallbackCommand": "State.StateChange" }"#;
    let digest = "5603d60245766853d11a63576bede0ac8815ca63c7ee08f6c0fccad80022c1fa";
    assert_eq!(key_of("State.StateChange", body), format!("State.StateChange:{digest}"));
}

/// Every leaf of every fixture, and a field that this version does not know.
#[test]
fn a_change_of_any_field_changes_the_key() {
    for (command, file) in fixtures() {
        let mut request = body(&command, &file);
        request["FieldOfTomorrow"] = json!({"Depth": [1, "two"]});
        let key = dedup_key(&command, &request);
        for path in leaves(&request) {
            let leaf = request.pointer(&path).unwrap();
            let other = match leaf {
                Value::String(text) if text.parse::<u64>().is_ok() => json!(format!("{text}1")),
                Value::String(text) => json!(format!("{text}x")),
                Value::Number(number) if number.is_f64() => json!(number.as_f64().unwrap() + 1.0),
                Value::Number(number) => json!(number.as_i64().unwrap() + 1),
                Value::Bool(yes) => json!(!yes),
                Value::Null => json!(7),
                other => panic!("{other} at {path}"),
            };
            let Some(callback) = decode(&command, &set(&request, &path, other)) else { continue };
            let varies = VARYING.iter().any(|field| path == format!("/{field}"));
            assert_eq!(callback.dedup_key() == key, varies, "{path} of {command}, {file}");
        }
    }
}

#[test]
fn key_order_white_space_escapes_and_the_query_do_not_change_the_key() {
    for (command, file) in fixtures() {
        let body = body(&command, &file);
        let key = dedup_key(&command, &body);
        for seed in 0..3 {
            assert_eq!(key_of(&command, &support::spelled_with_keys(&body, seed)), key);
        }
        assert_eq!(key_of(&command, &serde_json::to_string_pretty(&body).unwrap()), key);
        let escaped = body.to_string().replace("Callback", "\\u0043all\\u0062ack");
        assert_eq!(key_of(&command, &escaped), key);
        let repeated = format!("{}&RequestID=r-1&Sign=ab&RequestTime=7", query(&command));
        assert_eq!(decode_text(&repeated, &body.to_string()).unwrap().dedup_key(), key);
    }
}

/// Two spellings of one number may be two events, and so may an empty object and an absent one.
#[test]
fn whatever_may_be_another_event_has_another_key() {
    let command = "State.StateChange";
    let with = |field: &str| {
        format!(
            r#"{{"CallbackCommand":"{command}","Info":{{"Action":"Login","To_Account":"ana",
            "Reason":"Register"}},"New":{field}}}"#
        )
    };
    let fields = [
        "1",
        "1.0",
        "1e0",
        "10e-1",
        "\"1\"",
        "true",
        "null",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "\"\"",
        "18446744073709551616",
        "18446744073709551617",
        "0.1",
        "0.10000000000000000001",
        r#"{"a":1,"a":2}"#,
        r#"{"a":2,"a":1}"#,
        r#"{"a":1}"#,
        r#"{"a":2}"#,
        r#"["a","b"]"#,
        r#"["a,b"]"#,
        r#"["a\",\"b"]"#,
        r#"["b","a"]"#,
    ];
    let mut keys: Vec<_> = fields.iter().map(|field| key_of(command, &with(field))).collect();
    keys.push(key_of(command, &with("1").replace(",\"New\":1", "")));
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), fields.len() + 1);
}

/// What `serde_json` skips and cannot represent: such a body is hashed as it is.
#[test]
fn a_body_without_a_canonical_form_still_has_a_key() {
    let command = "State.StateChange";
    let with = |field: &str| {
        let known = r#""Info":{"Action":"Login","To_Account":"ana","Reason":"Register"}"#;
        format!(r#"{{"CallbackCommand":"{command}",{known},"New":{field}}}"#)
    };
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let keys = [r#""\ud800""#, r#""\ud801""#, &deep, "1e999", "1e998"]
        .map(|field| key_of(command, &with(field)));
    for (at, key) in keys.iter().enumerate() {
        assert!(is_key(command, key), "{key}");
        assert!(keys[..at].iter().all(|other| other != key), "{at}");
    }
}

fn is_key(command: &str, key: &str) -> bool {
    let hex = key.strip_prefix(&format!("{command}:")).unwrap_or_default();
    hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The key is the same under whichever name the event came.
#[test]
fn an_alias_is_replaced_by_the_command() {
    for (command, alias) in [
        ("Live.CallbackAfterMemberStateChanged", "Live.CallbackMemberStateChanged"),
        ("Room.CallbackAfterUpdateRoomInfo", "Room.CallbackUpdateRoomInfo"),
        ("ChatBot.OnAssignHuman", "ChatBot.OnAssignAgent"),
        ("Live.CallbackAfterCloudRecordingChanged", "Follow.CallbackAfterCloudRecordingChanged"),
    ] {
        let own = body(command, "request.json");
        let other = changed(&own, "CallbackCommand", json!(alias));
        let key = by_the_rule(command, &own);
        for (url, body) in [(command, &own), (command, &other), (alias, &own), (alias, &other)] {
            let callback = decode(url, body).unwrap();
            assert_eq!(callback.dedup_key(), key, "{url}");
            assert_eq!(callback.query().command().unwrap().name(), command);
            assert_eq!(callback.command_name(), url);
            assert_eq!(callback.request_value().unwrap()["CallbackCommand"], command);
        }
    }
}

/// Where the command is not part of the request, a field of that name is like any other.
#[test]
fn a_field_that_only_looks_like_the_command_changes_the_key() {
    let known = body("ContentCallback.ResultNotify", "request.json");
    for (command, body) in [("ContentCallback.ResultNotify", known), ("Shop.New", json!({}))] {
        let keys = ["Live.CallbackMemberStateChanged", command, ""]
            .map(|name| dedup_key(command, &changed(&body, "CallbackCommand", json!(name))));
        assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2], "{command}");
    }
}

/// The sender chooses `MsgKey`, so two messages may have the same.
#[test]
fn a_message_is_not_known_by_what_its_sender_chooses() {
    let command = "C2C.CallbackAfterSendMsg";
    let to_ana = changed(&body(command, "request.json"), "To_Account", json!("ana"));
    let to_ben = changed(&to_ana, "To_Account", json!("ben"));
    assert_ne!(dedup_key(command, &to_ana), dedup_key(command, &to_ben));
}

#[test]
fn an_empty_topic_does_not_merge_two_groups() {
    let command = "Group.CallbackAfterSendMsg";
    let pier = changed(&body(command, "request.json"), "TopicId", json!(""));
    let harbour = changed(&pier, "GroupId", json!("@TGS#3HARBOUR7"));
    assert_ne!(dedup_key(command, &pier), dedup_key(command, &harbour));
}

#[test]
fn an_unknown_command_is_known_by_its_name_and_body() {
    let keys = [
        ("Shop.New", "{}"),
        ("Shop.New", "[]"),
        ("Shop.New", "not JSON"),
        ("Shop.New", ""),
        ("Shop.Old", "{}"),
    ]
    .map(|(command, body)| {
        let key = key_of(command, body);
        assert!(is_key(command, &key), "{key}");
        key
    });
    for (at, key) in keys.iter().enumerate() {
        assert!(keys[..at].iter().all(|other| other != key), "{key} stands for two");
    }
    assert_eq!(keys[0], key_of("Shop.New", " { } "));
}

#[test]
fn the_key_of_an_unknown_command_is_short_and_plain_whatever_its_name() {
    let long = "a".repeat(1000);
    let names =
        ["Shop.%0A", "Shop.%E3%81%82", "Shop.a%3Ab", "Shop.a%20b", &long, &format!("{long}b")];
    let keys = names.map(|name| key_of(name, "{}"));
    for (at, key) in keys.iter().enumerate() {
        assert!(is_key("Unknown", key), "{key}");
        assert!(keys[..at].iter().all(|other| other != key), "{key} stands for two");
    }
    // The name is told from the body that follows it.
    assert_ne!(key_of("a%20", "b"), key_of("a%20b", ""));
}

fn event_keys<C: Callback>(
    events: &[&Value],
    keys: impl Fn(&Call<C>) -> Vec<String>,
) -> Vec<String> {
    keys(&support::decode::<C>(json!({"Events": events}).to_string()).unwrap())
}

fn offline(events: &[&Value]) -> Vec<String> {
    event_keys(events, Call::<OfflinePush>::event_dedup_keys)
}

fn task(events: &[&Value]) -> Vec<String> {
    event_keys(events, Call::<AllMemberPush>::event_dedup_keys)
}

#[test]
fn a_push_is_known_by_its_own_object_in_any_batch() {
    for (command, keys) in [
        ("Push.OfflinePush", offline as fn(&[&Value]) -> Vec<String>),
        ("Push.AllMemberPush", task),
    ] {
        let events = &body(command, "request.json")["Events"];
        let both = keys(&[&events[0], &events[1]]);
        assert_eq!(both, [by_the_rule(command, &events[0]), by_the_rule(command, &events[1])]);
        assert_eq!(keys(&[&events[1]]), both[1..]);
        assert!(keys(&[]).is_empty());

        let event = changed(&events[0], "FieldOfTomorrow", json!(1));
        let key = &keys(&[&event])[0];
        for path in leaves(&event) {
            let other = match event.pointer(&path).unwrap() {
                Value::Number(number) => json!(number.as_u64().unwrap() + 1),
                text => json!(format!("{}x", text.as_str().unwrap())),
            };
            if path != "/CallbackCommand" {
                assert_ne!(keys(&[&set(&event, &path, other)])[0], *key, "{path}");
            }
        }
    }
}

#[test]
fn a_push_without_a_message_key_is_known_by_its_group() {
    let events = &body("Push.OfflinePush", "request.group.json")["Events"];
    let event = changed(&changed(&events[0], "MsgKey", json!("")), "MsgRandom", json!(""));
    let elsewhere = changed(&event, "GroupID", json!("@TGS#3HARBOUR7"));
    assert_ne!(offline(&[&event]), offline(&[&elsewhere]));
}
