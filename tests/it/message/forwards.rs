//! Forwarded messages, one in another.

use serde_json::{Value, json};
use tim_callback::call::DecodeErrorKind;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::MAX_RELAY_DEPTH;
use tim_callback::{MsgBody, MsgElement};

use crate::message::COMMAND;
use crate::message::keys::both_orders;
use crate::support::{before_body, call_about, decode, facts, nested_forwards, nested_path};

const INNERMOST: &str = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"inside"}}"#;

/// The same forwards with the content of every element before its type.
fn content_first(depth: usize, innermost: &str) -> String {
    (0..depth).fold(innermost.to_owned(), |inner, _| {
        format!(
            r#"{{"MsgContent":{{"MsgList":[{{"MsgBody":[{inner}]}}]}},"MsgType":"TIMRelayElem"}}"#
        )
    })
}

#[test]
fn forwards_are_followed_eight_deep() {
    assert_eq!(MAX_RELAY_DEPTH, 8);
    for depth in 0..=8 {
        for json in [nested_forwards(depth, INNERMOST), content_first(depth, INNERMOST)] {
            assert_eq!(call_about(&format!("[{json}]")).msg_body.texts(), ["inside"], "{depth}");
            let value: Value = serde_json::from_str(&json).unwrap();
            let body: MsgBody = serde_json::from_value(json!([value])).unwrap();
            assert_eq!(body.texts(), ["inside"], "{depth} as a value");
        }
    }
}

#[test]
fn deeper_forwards_are_an_error_of_their_own() {
    for depth in [9, 10, 16] {
        let side_by_side = format!("{INNERMOST},{}", nested_forwards(depth - 1, INNERMOST));
        for json in [
            nested_forwards(depth, INNERMOST),
            content_first(depth, INNERMOST),
            nested_forwards(1, &side_by_side),
        ] {
            let error = decode::<BeforeSendMsg>(before_body(&format!("[{json}]"))).unwrap_err();
            assert_eq!(error.kind(), DecodeErrorKind::TooDeep, "{depth}: {error:?}");
            assert_eq!(error.command(), COMMAND);
            assert!(error.to_string().contains("nested more than 8 deep"), "{depth}: {error}");
            let value: Value = serde_json::from_str(&json).unwrap();
            assert!(serde_json::from_value::<MsgElement>(value).is_err(), "{depth} as a value");
        }
    }
}

#[test]
fn the_error_for_deeper_forwards_names_the_innermost_that_holds_too_many() {
    for (depth, too_many) in [(9, 0), (10, 1), (12, 3)] {
        for json in [nested_forwards(depth, INNERMOST), content_first(depth, INNERMOST)] {
            let error = decode::<BeforeSendMsg>(before_body(&format!("[{json}]"))).unwrap_err();
            let path = format!("{}.MsgContent", nested_path(too_many));
            assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::TooDeep, path.as_str()));
        }
    }
}

#[test]
fn a_malformed_element_inside_forwards_is_an_error_at_its_place() {
    for depth in 0..=8 {
        for malformed in both_orders("TIMTextElem", r#"{"Text":5}"#) {
            for json in [nested_forwards(depth, &malformed), content_first(depth, &malformed)] {
                let error = decode::<BeforeSendMsg>(before_body(&format!("[{json}]"))).unwrap_err();
                let place = format!("{}.MsgContent.Text", nested_path(depth));
                let wanted = (COMMAND, DecodeErrorKind::Unexpected, place.as_str());
                assert_eq!(facts(&error), wanted, "{depth}");
            }
        }
    }
}
