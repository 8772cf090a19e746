//! Contents that come before a type that their first key does not announce.

use serde_json::{Value, json};
use tim_callback::MsgElement;
use tim_callback::message::MsgType;

use crate::support::{before_body, decode};
use tim_callback::callbacks::group::BeforeSendMsg;

/// Keys that occur in the contents of one type.
const KEYS: [&str; 20] = [
    "AbstractList",
    "JsonMsgKey",
    "MsgList",
    "MsgNum",
    "ImageFormat",
    "ImageInfoArray",
    "Chunks",
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
    for key in KEYS {
        for value in ["null", "[]", "1", "\"1\"", "\"x\"", "[{}]", "{}", "true"] {
            let content = format!(r#"{{"{key}":{value},"Text":"a","Data":"b","Index":1}}"#);
            for name in types() {
                let content_first = format!(r#"[{{"MsgContent":{content},"MsgType":"{name}"}}]"#);
                let type_first = format!(r#"[{{"MsgType":"{name}","MsgContent":{content}}}]"#);
                assert_eq!(outcome(&content_first), outcome(&type_first), "{content_first}");
            }
        }
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
