//! Contents that come before a type that their keys announce, or do not.

use serde_json::{Value, json};
use tim_callback::MsgElement;
use tim_callback::message::MsgType;

use crate::support::{before_body, decode};
use tim_callback::callbacks::group::BeforeSendMsg;

/// What a content can begin with.
const FIRST: [&str; 6] = [
    "",
    r#""Text":"a","#,
    r#""Data":"a","#,
    r#""Data":[1],"#,
    r#""Desc":"a","#,
    r#""Download_Flag":2,"#,
];

/// Keys that occur in the contents of one type, or do after one of the first.
const KEYS: [&str; 30] = [
    "AbstractList",
    "Chunks",
    "Data",
    "Desc",
    "Ext",
    "FileName",
    "FileSize",
    "ImageFormat",
    "ImageInfoArray",
    "Index",
    "JsonMsgKey",
    "Latitude",
    "Longitude",
    "MsgList",
    "MsgNum",
    "Second",
    "Sound",
    "ThumbDownloadFlag",
    "ThumbFormat",
    "ThumbHeight",
    "ThumbSize",
    "ThumbUUID",
    "ThumbUrl",
    "ThumbWidth",
    "VideoDownloadFlag",
    "VideoFormat",
    "VideoSecond",
    "VideoSize",
    "VideoUUID",
    "VideoUrl",
];

fn types() -> impl Iterator<Item = &'static str> {
    MsgType::all().iter().map(|known| known.name()).chain(["TIMNewElem", ""])
}

/// What comes of a message: its value, or what is wrong and where.
fn outcome(message: &str) -> Result<Value, String> {
    decode::<BeforeSendMsg>(before_body(message))
        .map(|call| serde_json::to_value(&call.msg_body).unwrap())
        .map_err(|error| error.to_string())
}

#[test]
fn the_order_of_the_keys_makes_no_difference_whatever_is_announced() {
    for first in FIRST {
        for key in KEYS {
            for value in ["null", "[]", "1", "\"1\"", "\"x\"", "[{}]", "{}", "true"] {
                let content = format!(r#"{{{first}"{key}":{value},"Text":"a","Index":1}}"#);
                for name in types() {
                    let content_first =
                        format!(r#"[{{"MsgContent":{content},"MsgType":"{name}"}}]"#);
                    let type_first = format!(r#"[{{"MsgType":"{name}","MsgContent":{content}}}]"#);
                    assert_eq!(outcome(&content_first), outcome(&type_first), "{content_first}");
                }
            }
        }
    }
}

/// What was read before a key announced the type is part of the content.
#[test]
fn the_entry_before_the_announcing_key_is_kept() {
    for (name, content) in [
        ("TIMCustomElem", json!({"Data": "a", "Desc": "b"})),
        ("TIMCustomElem", json!({"Desc": "a", "Ext": "b"})),
        ("TIMFaceElem", json!({"Data": "a", "Index": 1})),
        ("TIMFileElem", json!({"Download_Flag": 2, "FileName": "a"})),
        ("TIMLocationElem", json!({"Desc": "a", "Latitude": 1.5, "Longitude": 2.5})),
        ("TIMSoundElem", json!({"Download_Flag": 2, "Second": 1})),
    ] {
        let message = json!([{"MsgContent": content, "MsgType": name}]);
        assert_eq!(outcome(&message.to_string()), Ok(message));
    }
}

/// A guess that turns out wrong after everything else was read.
#[test]
fn a_wrong_guess_loses_nothing() {
    let element = r#"{"MsgContent":{"AbstractList":[],"New":[1,2.5]},"MsgType":"TIMNewElem"}"#;
    let inner = format!(
        r#"{{"MsgContent":{{"MsgList":[{{"MsgBody":[{element}]}}]}},"MsgType":"TIMRelayElem"}}"#
    );
    for element in [element.to_owned(), inner] {
        let expected: Value = serde_json::from_str(&element).unwrap();
        assert_eq!(outcome(&format!("[{element}]")), Ok(json!([expected])));
    }
}

/// `Deserialize` has no body to decode again.
#[test]
fn an_element_that_a_user_reads_is_not_guessed() {
    let text = r#"{"MsgContent":{"ImageFormat":1},"MsgType":"TIMNewElem"}"#;
    // On a thread that has just decoded a body, with a guess, and one that failed.
    for message in [r#"[{"MsgContent":{"ImageFormat":1},"MsgType":"TIMImageElem"}]"#, "[7]"] {
        let _ = outcome(message);
        let element: MsgElement = serde_json::from_str(text).unwrap();
        assert_eq!(element.msg_type(), "TIMNewElem");
    }
}
