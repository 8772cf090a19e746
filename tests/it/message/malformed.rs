//! What is no element, or not what its type says.

use serde_json::Value;
use tim_callback::MsgElement;
use tim_callback::call::{DecodeError, DecodeErrorKind};
use tim_callback::callbacks::group::BeforeSendMsg;

use crate::message::COMMAND;
use crate::message::keys::both_orders;
use crate::support::{before_body, decode, facts};

/// The error of a message of a text and then this element.
fn error_behind_a_text(element: &str) -> DecodeError {
    let text = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"fine"}}"#;
    let body = before_body(&format!("[{text},{element}]"));
    decode::<BeforeSendMsg>(body).err().unwrap_or_else(|| panic!("{element} is malformed"))
}

#[test]
fn a_malformed_content_of_a_known_type_is_an_error_at_its_place() {
    for (msg_type, content, path) in [
        ("TIMTextElem", "null", ""),
        ("TIMTextElem", r#""private""#, ""),
        ("TIMTextElem", r#"["private"]"#, ""),
        ("TIMTextElem", r#"{"Text":5}"#, ".Text"),
        ("TIMTextElem", r#"{"Text":null}"#, ".Text"),
        ("TIMTextElem", r#"{"Text":["private"]}"#, ".Text"),
        ("TIMTextElem", r#"{"Text":{"private":1}}"#, ".Text"),
        ("TIMTextElem", r#"{"a":1,"Text":false}"#, ".Text"),
        ("TIMLocationElem", r#"{"Latitude":"private","Longitude":1}"#, ".Latitude"),
        ("TIMFaceElem", r#"{"Index":"private"}"#, ".Index"),
        ("TIMCustomElem", r#"{"Data":{"private":1}}"#, ".Data"),
        ("TIMSoundElem", r#"{"Size":"private"}"#, ".Size"),
        ("TIMImageElem", r#"{"ImageInfoArray":null}"#, ".ImageInfoArray"),
        ("TIMImageElem", r#"{"ImageInfoArray":[{},{"Size":-1}]}"#, ".ImageInfoArray[1].Size"),
        ("TIMImageElem", r#"{"ImageFormat":"png","ImageInfoArray":[]}"#, ".ImageFormat"),
        ("TIMFileElem", r#"{"FileSize":1.5}"#, ".FileSize"),
        ("TIMVideoFileElem", r#"{"VideoSecond":true}"#, ".VideoSecond"),
        ("TIMRelayElem", r#"{"AbstractList":["a",5]}"#, ".AbstractList[1]"),
        ("TIMRelayElem", r#"{"MsgList":[5]}"#, ".MsgList[0]"),
        ("TIMStreamElem", r#"{"Chunks":[{},{"IsLast":"private"}]}"#, ".Chunks[1].IsLast"),
    ] {
        for json in both_orders(msg_type, content) {
            let error = error_behind_a_text(&json);
            let path = format!("MsgBody[1].MsgContent{path}");
            assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::Unexpected, &*path), "{json}");
            assert!(error.expected().is_some_and(|expected| !expected.is_empty()), "{json}");
            assert!(!error.to_string().contains("private"), "{error}");
            let value: Value = serde_json::from_str(&json).unwrap();
            assert!(serde_json::from_value::<MsgElement>(value).is_err(), "{json} as a value");
        }
    }
}

#[test]
fn a_missing_field_of_a_known_type_is_an_error_that_names_it() {
    for (msg_type, content, field) in [
        ("TIMTextElem", "{}", "Text"),
        ("TIMTextElem", r#"{"text":"x"}"#, "Text"),
        ("TIMLocationElem", r#"{"Latitude":1}"#, "Longitude"),
        ("TIMLocationElem", r#"{"Longitude":1}"#, "Latitude"),
        ("TIMFaceElem", "{}", "Index"),
        ("TIMImageElem", "{}", "ImageInfoArray"),
    ] {
        for json in both_orders(msg_type, content) {
            let path = format!("MsgBody[1].MsgContent.{field}");
            let missing = (COMMAND, DecodeErrorKind::Missing, path.as_str());
            assert_eq!(facts(&error_behind_a_text(&json)), missing, "{json}");
        }
    }
}

#[test]
fn an_element_without_type_or_content_is_an_error_that_names_it() {
    for (json, key) in [
        ("{}", "MsgType"),
        (r#"{"MsgContent":{"Text":"x"}}"#, "MsgType"),
        (r#"{"MsgContent":{"a":1},"msgtype":"TIMTextElem"}"#, "MsgType"),
        (r#"{"MsgType":"TIMTextElem"}"#, "MsgContent"),
        (r#"{"MsgType":"TIMNewElem"}"#, "MsgContent"),
    ] {
        let path = format!("MsgBody[1].{key}");
        let missing = (COMMAND, DecodeErrorKind::Missing, path.as_str());
        assert_eq!(facts(&error_behind_a_text(json)), missing, "{json}");
    }
    for bad in ["5", "null", r#"["TIMTextElem"]"#] {
        for json in [
            format!(r#"{{"MsgType":{bad},"MsgContent":{{"Text":"x"}}}}"#),
            format!(r#"{{"MsgContent":{{"Text":"x"}},"MsgType":{bad}}}"#),
        ] {
            let error = error_behind_a_text(&json);
            let wanted = (COMMAND, DecodeErrorKind::Unexpected, "MsgBody[1].MsgType");
            assert_eq!(facts(&error), wanted, "{json}");
        }
    }
}

#[test]
fn what_is_no_element_is_told_what_one_is() {
    let element = "a message element: an object with MsgType and MsgContent";
    let name = "the name of an element type";
    for (json, place, expected) in [
        ("5", "", element),
        ("\"TIMTextElem\"", "", element),
        (r#"{"MsgType":5,"MsgContent":{"Text":"x"}}"#, ".MsgType", name),
        (r#"{"MsgContent":{"Text":"x"},"MsgType":5}"#, ".MsgType", name),
        (r#"{"MsgContent":{"Desc":"x"},"MsgType":null}"#, ".MsgType", name),
    ] {
        let error = decode::<BeforeSendMsg>(before_body(&format!("[{json}]"))).unwrap_err();
        let path = format!("MsgBody[0]{place}");
        assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::Unexpected, &*path), "{json}");
        assert_eq!(error.expected(), Some(expected), "{json}");
    }
    for json in both_orders("5", "{}").map(|json| json.replace("\"5\"", "5")) {
        let error = serde_json::from_str::<MsgElement>(&json).unwrap_err().to_string();
        assert!(error.contains(&format!("expected {name}")), "{json}: {error}");
    }
}

#[test]
fn an_element_alone_tells_what_its_content_lacks_and_where() {
    for (content, wrong) in [
        (r#"{"Desc":"x","Text":7}"#, "expected a string at MsgContent.Text"),
        (r#"{"Desc":"x"}"#, "missing field at MsgContent.Text"),
        (r#"{"Text":"x","Text":"y"}"#, "duplicate field at MsgContent.Text"),
    ] {
        let [_, content_first] = both_orders("TIMTextElem", content);
        let error = serde_json::from_str::<MsgElement>(&content_first).unwrap_err().to_string();
        assert!(error.starts_with(wrong), "{error}");
    }
}

#[test]
fn a_known_key_that_stands_twice_is_an_error() {
    let content = r#"{"Text":"x"}"#;
    for (json, path) in [
        (format!(r#"{{"MsgType":"a","MsgType":"a","MsgContent":{content}}}"#), "MsgType"),
        (format!(r#"{{"MsgType":"a","MsgContent":{content},"MsgType":"a"}}"#), "MsgType"),
        (format!(r#"{{"MsgContent":{content},"MsgType":"a","MsgType":"a"}}"#), "MsgType"),
        (
            format!(r#"{{"MsgType":"a","MsgContent":{content},"MsgContent":{content}}}"#),
            "MsgContent",
        ),
        (
            format!(r#"{{"MsgContent":{content},"MsgContent":{content},"MsgType":"a"}}"#),
            "MsgContent",
        ),
        (
            format!(r#"{{"MsgContent":{content},"MsgType":"a","MsgContent":{content}}}"#),
            "MsgContent",
        ),
    ] {
        for json in [json.replace(r#""a""#, r#""TIMTextElem""#), json] {
            let path = format!("MsgBody[1].{path}");
            let error = error_behind_a_text(&json);
            assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::Duplicate, &*path), "{json}");
            assert!(serde_json::from_str::<MsgElement>(&json).is_err(), "{json}");
        }
    }
    for (msg_type, content, path) in [
        ("TIMTextElem", r#"{"Text":"fine","Text":"spam"}"#, "Text"),
        ("TIMTextElem", r#"{"Text":"fine","a":1,"Text":"fine"}"#, "Text"),
        ("TIMCustomElem", r#"{"Desc":"fine","Desc":"spam"}"#, "Desc"),
        ("TIMImageElem", r#"{"ImageInfoArray":[{"URL":"a","URL":"b"}]}"#, "ImageInfoArray[0].URL"),
        ("TIMRelayElem", r#"{"MsgList":[{"MsgBody":[],"MsgBody":[]}]}"#, "MsgList[0].MsgBody"),
    ] {
        for json in both_orders(msg_type, content) {
            let path = format!("MsgBody[1].MsgContent.{path}");
            let error = error_behind_a_text(&json);
            assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::Duplicate, &*path), "{json}");
        }
    }
}

#[test]
fn arrays_are_never_taken_for_objects() {
    for (element, path) in [
        (r#"["TIMTextElem",{"Text":"x"}]"#, "MsgBody[1]"),
        (r#"[{"Text":"x"},"TIMTextElem"]"#, "MsgBody[1]"),
        ("[]", "MsgBody[1]"),
    ] {
        let error = error_behind_a_text(element);
        assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::Unexpected, path), "{element}");
    }
    for (msg_type, content, path) in [
        ("TIMTextElem", r#"["x"]"#, ""),
        ("TIMLocationElem", r#"["x",1.0,2.0]"#, ""),
        ("TIMFaceElem", r#"[1,"x"]"#, ""),
        ("TIMCustomElem", r#"["a","b","c","d"]"#, ""),
        ("TIMSoundElem", r#"["a","b",1,2,2]"#, ""),
        ("TIMImageElem", r#"["a",1,[]]"#, ""),
        ("TIMImageElem", r#"{"ImageInfoArray":[[1,2,3,4,"u"]]}"#, ".ImageInfoArray[0]"),
        ("TIMFileElem", r#"["a","b",1,"c",2]"#, ""),
        ("TIMVideoFileElem", r#"["a","b",1,2,"c",2,"d","e",3,4,5,"f",2]"#, ""),
        ("TIMRelayElem", r#"["a",1,"b",[],[],"c"]"#, ""),
        ("TIMRelayElem", r#"{"MsgList":[["a","b","c",1,2,3,[],"d"]]}"#, ".MsgList[0]"),
        ("TIMStreamElem", r#"[[],"a","b"]"#, ""),
        ("TIMStreamElem", r#"{"Chunks":[["data",1,"a",true]]}"#, ".Chunks[0]"),
    ] {
        for json in both_orders(msg_type, content) {
            let error = error_behind_a_text(&json);
            let path = format!("MsgBody[1].MsgContent{path}");
            assert_eq!(facts(&error), (COMMAND, DecodeErrorKind::Unexpected, &*path), "{json}");
            let value: Value = serde_json::from_str(&json).unwrap();
            assert!(serde_json::from_value::<MsgElement>(value).is_err(), "{json} as a value");
        }
    }
}
