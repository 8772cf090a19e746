//! Drafts: the samples, and what a call is told to say.

use serde_json::{Value, json};
use tim_callback::callbacks::{c2c, group, push, state};
use tim_callback::message::CustomElem;
use tim_callback::query::CallbackQuery;
use tim_callback::testing::{self, Order};
use tim_callback::value::UnixMillis;
use tim_callback::{AnyCallback, CallbackCommand, Incoming, Verifier};

use crate::support::{APP, TIME};
use crate::testing::fixture::fixture;
use crate::testing::signing::{signer, token};

fn json_of(text: impl AsRef<[u8]>) -> Value {
    serde_json::from_slice(text.as_ref()).unwrap()
}

#[test]
fn every_command_has_its_sample_and_its_query() {
    for &command in CallbackCommand::all() {
        let request = testing::body(command);
        let sample = json_of(fixture(command, "request.json"));
        assert_eq!(json_of(request.clone().into_bytes().unwrap()), sample, "{command}");
        let query = CallbackQuery::parse(fixture(command, "query.txt").trim_end()).unwrap();
        assert_eq!(request.query(), query, "{command}");
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
