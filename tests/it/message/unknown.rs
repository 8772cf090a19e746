//! Elements of types that nobody knows.

use serde_json::Value;
use serde_json::value::RawValue;
use tim_callback::MsgElement;
use tim_callback::message::{MsgType, UnknownElem};

use crate::message::keys::both_orders;

#[test]
fn an_unknown_type_keeps_its_name_and_its_content() {
    for msg_type in ["TIMNewElem", "timtextelem", "TIMTextElem ", "", "TIMGroupTipElem"] {
        for content in [
            r#"{"Text":"x"}"#,
            r#"{"Text":"x","b":[1,-2,0.5,true,null,{}]}"#,
            r#"{"b":"first","Text":"x"}"#,
            r#"{"Text":{"a":1}}"#,
            r#"{"Text":[1]}"#,
            r#"{"Text":null}"#,
            r#"{"Text":7,"b":2}"#,
            "{}",
            "[1,[2]]",
            r#""a text""#,
            "18446744073709551615",
            "true",
            "null",
        ] {
            for json in both_orders(msg_type, content) {
                let element: MsgElement = serde_json::from_str(&json).unwrap();
                assert_eq!(element.msg_type(), msg_type, "{json}");
                let MsgElement::Unknown(unknown) = &element else {
                    panic!("{json} is not known");
                };
                assert_eq!(unknown.msg_type(), msg_type);
                assert_eq!(unknown.content().get(), content, "{json}");
                let value: Value = serde_json::from_str(&json).unwrap();
                assert_eq!(serde_json::to_value(&element).unwrap(), value);
                // A value sorts its keys, so the two contents are equal as values only.
                let from_value: MsgElement = serde_json::from_value(value.clone()).unwrap();
                assert_eq!(serde_json::to_value(&from_value).unwrap(), value);
            }
        }
    }
}

#[test]
fn nobody_builds_an_unknown_element_of_a_known_type() {
    let content = || RawValue::from_string("{}".to_owned()).unwrap();
    for known in MsgType::all() {
        assert_eq!(UnknownElem::new(known.name(), content()), None, "{}", known.name());
    }
    assert!(UnknownElem::new("TIMNewElem", content()).is_some());
}

#[test]
fn unknown_elements_are_equal_when_name_and_content_are() {
    let element = |name: &str, content: &str| {
        UnknownElem::new(name, RawValue::from_string(content.to_owned()).unwrap()).unwrap()
    };
    let one = element("TIMNewElem", r#"{"A":1}"#);
    assert_eq!(one, element("TIMNewElem", r#"{"A":1}"#));
    assert_ne!(one, element("TIMNewElem", r#"{"A":2}"#));
    assert_ne!(one, element("TIMNewerElem", r#"{"A":1}"#));
}
