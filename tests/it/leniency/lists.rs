//! Lists: absent, null and empty.

use serde_json::json;
use tim_callback::callbacks::group::BeforeSendMsg;

use crate::leniency::errors::{missing, unexpected_at};
use crate::leniency::samples::spelled;
use crate::support::{BEFORE, before_body, before_with, call_about, decode, facts};

#[test]
fn an_optional_list_is_the_same_absent_null_and_empty() {
    let absent = before_with(|body| {
        body.as_object_mut().unwrap().remove("GroupAtInfo");
    });
    for body in [
        absent.to_string(),
        spelled(BEFORE, "GroupAtInfo", "null"),
        spelled(BEFORE, "GroupAtInfo", "[]"),
    ] {
        let call = decode::<BeforeSendMsg>(body).unwrap();
        assert_eq!(call.group_at_info, []);
        assert_eq!(serde_json::to_value(call.request()).unwrap().get("GroupAtInfo"), None);
    }
    for bad in ["{}", "5", "\"\""] {
        let body = spelled(BEFORE, "GroupAtInfo", bad);
        unexpected_at(decode::<BeforeSendMsg>(body), "GroupAtInfo");
    }
}

#[test]
fn the_optional_lists_of_elements_are_the_same_absent_null_and_empty() {
    let element = |msg_type: &str, content: &str| {
        let json = format!(r#"[{{"MsgType":"{msg_type}","MsgContent":{content}}}]"#);
        serde_json::to_value(call_about(&json).request()).unwrap()["MsgBody"][0]["MsgContent"]
            .take()
    };
    for (msg_type, list) in
        [("TIMRelayElem", "AbstractList"), ("TIMRelayElem", "MsgList"), ("TIMStreamElem", "Chunks")]
    {
        for written in
            ["{}".to_owned(), format!("{{\"{list}\":null}}"), format!("{{\"{list}\":[]}}")]
        {
            assert_eq!(element(msg_type, &written), json!({}), "{msg_type} {written}");
        }
    }
    for written in ["{}", r#"{"MsgBody":null}"#, r#"{"MsgBody":[]}"#] {
        let content = format!(r#"{{"MsgList":[{written}]}}"#);
        assert_eq!(element("TIMRelayElem", &content), json!({"MsgList": [{}]}), "{written}");
    }
}

#[test]
fn a_required_list_may_be_empty_but_must_be_there() {
    assert!(decode::<BeforeSendMsg>(before_body("[]")).unwrap().msg_body.is_empty());
    let absent = before_with(|body| {
        body.as_object_mut().unwrap().remove("MsgBody");
    });
    let error = decode::<BeforeSendMsg>(absent.to_string()).unwrap_err();
    assert_eq!(facts(&error), missing("MsgBody"));
    for bad in ["null", "{}", "\"\"", "0"] {
        unexpected_at(decode::<BeforeSendMsg>(before_body(bad)), "MsgBody");
    }
    let image = |content: &str| {
        let json = format!(r#"[{{"MsgType":"TIMImageElem","MsgContent":{content}}}]"#);
        decode::<BeforeSendMsg>(before_body(&json))
    };
    assert!(image(r#"{"ImageInfoArray":[]}"#).is_ok());
    let path = "MsgBody[0].MsgContent.ImageInfoArray";
    assert_eq!(facts(&image("{}").unwrap_err()), missing(path));
    unexpected_at(image(r#"{"ImageInfoArray":null}"#), path);
}
