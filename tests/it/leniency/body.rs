//! The body as a whole: UTF-8, JSON, an object.

use serde_json::{Map, Value, json};
use tim_callback::call::DecodeErrorKind;
use tim_callback::callbacks::group::BeforeSendMsg;

use crate::leniency::COMMAND;
use crate::leniency::errors::unexpected_at;
use crate::leniency::samples::{OLD, spelled};
use crate::support::{BEFORE, before_field, decode, facts};

#[test]
fn the_body_must_be_an_object() {
    let fields: Map<String, Value> = serde_json::from_str(OLD).unwrap();
    let by_position = Value::Array(fields.into_iter().map(|(_, value)| value).collect());
    for body in [by_position.to_string(), "[]".into(), "null".into(), "5".into(), "\"\"".into()] {
        unexpected_at(decode::<BeforeSendMsg>(body), "");
    }
    let mention = before_field("GroupAtInfo", json!([[0, "bob"]]));
    unexpected_at(mention, "GroupAtInfo[0]");
}

#[test]
fn a_body_that_is_no_json_is_an_error_at_line_and_column() {
    for (body, line, column) in [
        ("", 1, 0),
        ("{", 1, 1),
        ("{\n \"GroupId\": private}", 2, 13),
        ("{} {}", 1, 4),
        ("{'GroupId':1}", 1, 2),
    ] {
        let error = decode::<BeforeSendMsg>(body).unwrap_err();
        assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::NotJson, ""), "{body}");
        let place = format!("{COMMAND}: the body is not JSON, at line {line}, column {column}");
        assert_eq!(error.to_string(), place, "{body}");
    }
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let error = decode::<BeforeSendMsg>(spelled(BEFORE, "Random", &deep)).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::NotJson, "{error:?}");
}

#[test]
fn a_body_that_is_not_utf8_is_an_error_at_its_first_bad_byte() {
    let mut body = BEFORE.as_bytes().to_vec();
    let at = BEFORE.find("red packet").unwrap();
    body[at] = 0xff;
    let error = decode::<BeforeSendMsg>(body).unwrap_err();
    assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::NotUtf8, ""));
    assert_eq!(error.to_string(), format!("{COMMAND}: the body is not UTF-8, at byte {at}"));
}
