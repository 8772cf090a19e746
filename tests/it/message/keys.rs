//! The keys of an element: in either order, and among others.

use tim_callback::MsgElement;
use tim_callback::message::{CustomElem, TextElem};

/// An element's JSON in both orders of its keys.
pub(crate) fn both_orders(msg_type: &str, content: &str) -> [String; 2] {
    [
        format!(r#"{{"MsgType":"{msg_type}","MsgContent":{content}}}"#),
        format!(r#"{{"MsgContent":{content},"MsgType":"{msg_type}"}}"#),
    ]
}

#[test]
fn keys_beside_the_two_that_matter_are_skipped_wherever_they_stand() {
    let text: MsgElement = TextElem::new("x").into();
    for json in [
        r#"{"a":[1],"MsgType":"TIMTextElem","b":{"Text":"y"},"MsgContent":{"Text":"x"},"c":1}"#,
        r#"{"a":[1],"MsgContent":{"Text":"x"},"b":{"Text":"y"},"MsgType":"TIMTextElem","c":1}"#,
        r#"{"MsgContent":{"a":1,"Text":"x"},"MsgType":"TIMTextElem"}"#,
        r#"{"MsgContent":{"Text":"x","a":1},"MsgType":"TIMTextElem"}"#,
        r#"{"MsgType":"TIMTextElem","MsgContent":{"a":1,"Text":"x","b":2}}"#,
        r#"{"Msg\u0054ype":"TIM\u0054extElem","MsgContent":{"T\u0065xt":"\u0078"}}"#,
        r#"{"MsgContent":{"T\u0065xt":"\u0078"},"Msg\u0054ype":"TIM\u0054extElem"}"#,
    ] {
        assert_eq!(serde_json::from_str::<MsgElement>(json).unwrap(), text, "{json}");
    }
}

#[test]
fn a_content_with_nothing_but_a_text_is_still_what_its_type_says() {
    let json = r#"{"MsgContent":{"Text":"x"},"MsgType":"TIMCustomElem"}"#;
    assert_eq!(serde_json::from_str::<MsgElement>(json).unwrap(), CustomElem::new().into());
    let json = r#"{"MsgContent":{"Text":"x"},"MsgType":"TIMFaceElem"}"#;
    assert!(serde_json::from_str::<MsgElement>(json).is_err(), "a face has an index");
}
