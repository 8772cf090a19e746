//! Keys: twice, and in any order.

use serde_json::Value;
use tim_callback::AnyCallback;
use tim_callback::call::DecodeErrorKind;
use tim_callback::callbacks::group::BeforeSendMsg;

use crate::leniency::COMMAND;
use crate::support::{AFTER, BEFORE, EXCEPTION, before_body, decode, facts, verified};

#[test]
fn a_known_key_that_stands_twice_is_an_error_at_its_place() {
    for field in ["Random", "EventTime", "CloudCustomData", "From_Account", "MsgBody", "Type"] {
        let value: Value = serde_json::from_str(BEFORE).unwrap();
        let again = format!("{{\"{field}\":{},", value[field]);
        let body = value.to_string().replacen('{', &again, 1);
        let error = decode::<BeforeSendMsg>(body).unwrap_err();
        assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::Duplicate, field));
    }
}

/// Every object with its keys in reverse, or as `sort` has them.
fn reordered(value: &Value, sort: fn(&mut Vec<(&String, &Value)>)) -> String {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            sort(&mut entries);
            let entries = entries.iter().map(|(key, value)| {
                format!("{}:{}", Value::from(key.as_str()), reordered(value, sort))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| reordered(item, sort));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        leaf => leaf.to_string(),
    }
}

#[test]
fn the_order_of_keys_means_nothing() {
    for sample in [BEFORE, AFTER, EXCEPTION] {
        let value: Value = serde_json::from_str(sample).unwrap();
        let name = value["CallbackCommand"].as_str().unwrap();
        let request = |body: String| {
            let any = verified(name, body).decode().unwrap();
            match any {
                AnyCallback::GroupBeforeSendMsg(call) => format!("{:?}", call.request()),
                AnyCallback::GroupAfterSendMsg(call) => format!("{:?}", call.request()),
                AnyCallback::GroupSendMsgException(call) => format!("{:?}", call.request()),
                other => panic!("not {}", other.command_name()),
            }
        };
        let documented = request(sample.to_owned());
        let alphabetical = reordered(&value, |entries| entries.sort_by_key(|(key, _)| *key));
        let reverse = reordered(&value, |entries| entries.sort_by(|(a, _), (b, _)| b.cmp(a)));
        let by_length = reordered(&value, |entries| entries.sort_by_key(|(key, _)| key.len()));
        assert_ne!(alphabetical, reverse);
        for body in [alphabetical, reverse, by_length] {
            assert_eq!(request(body.clone()), documented, "{body}");
        }
    }
}

#[test]
fn the_order_of_an_elements_keys_decides_nothing_about_fields_that_are_ignored() {
    for ignored in ["null", "[{}]", "123456789012345678901234567890", "1.50", "-0"] {
        let [type_first, content_first] = with_an_ignored_field(ignored);
        assert_eq!(type_first.as_deref(), Ok("x"), "{ignored}");
        assert_eq!(content_first, type_first, "{ignored}");
    }
}

/// The one exception, said in `message/element/held.rs`: it ends in an error, not in a guess.
#[test]
fn what_no_json_value_can_hold_is_an_error_where_a_content_comes_first() {
    for ignored in ["1e999", "\"\\ud800\""] {
        let [type_first, content_first] = with_an_ignored_field(ignored);
        assert_eq!(type_first.as_deref(), Ok("x"), "{ignored}");
        assert!(content_first.unwrap_err().contains("the body is not JSON"), "{ignored}");
    }
}

/// The text of an element whose content has a field that nobody knows, in both key orders.
fn with_an_ignored_field(ignored: &str) -> [Result<String, String>; 2] {
    let content = format!(r#"{{"Text":"x","SomethingNew":{ignored}}}"#);
    [
        format!(r#"[{{"MsgType":"TIMTextElem","MsgContent":{content}}}]"#),
        format!(r#"[{{"MsgContent":{content},"MsgType":"TIMTextElem"}}]"#),
    ]
    .map(|body| {
        let call = decode::<BeforeSendMsg>(before_body(&body));
        call.map(|call| call.msg_body.texts().join(",")).map_err(|error| error.to_string())
    })
}
