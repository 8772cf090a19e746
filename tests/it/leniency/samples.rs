//! The sample of an older server, and samples with one field spelled otherwise.

use serde_json::{Value, json};

/// The sample with one field spelled exactly so.
pub(crate) fn spelled(sample: &str, field: &str, value: &str) -> String {
    let mut body: Value = serde_json::from_str(sample).unwrap();
    body[field] = json!("the value goes here");
    body.to_string().replacen("\"the value goes here\"", value, 1)
}

/// What a server before 2022 sends.
pub(crate) const OLD: &str = r#"{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"@TGS#2J4SZEAEL",
    "Type":"Public","From_Account":"jared","Operator_Account":"admin","Random":123456,
    "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"red packet"}}]}"#;
