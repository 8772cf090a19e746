//! Fields: absent, null, renamed and unknown.

use serde_json::Value;
use tim_callback::callbacks::group::BeforeSendMsg;

use crate::leniency::errors::{missing, unexpected_at};
use crate::leniency::samples::{OLD, spelled};
use crate::support::{decode, facts};

#[test]
fn bodies_of_older_servers_lack_every_optional_field() {
    let call = decode::<BeforeSendMsg>(OLD).unwrap();
    assert_eq!(call.msg_body.texts(), ["red packet"]);
    assert_eq!(
        (&call.msg_id, &call.online_only_flag, &call.cloud_custom_data, &call.topic_id),
        (&None, &None, &None, &None)
    );
    assert_eq!((&call.event_time, &call.msg_priority), (&None, &None));
    assert!(call.group_at_info.is_empty());
}

#[test]
fn an_optional_field_may_be_null() {
    let without = decode::<BeforeSendMsg>(OLD).unwrap().into_request();
    for field in [
        "MsgId",
        "OnlineOnlyFlag",
        "CloudCustomData",
        "TopicId",
        "EventTime",
        "GroupAtInfo",
        "MsgPriority",
    ] {
        let call = decode::<BeforeSendMsg>(spelled(OLD, field, "null")).unwrap();
        assert_eq!(call.request(), &without, "{field}");
        let given = decode::<BeforeSendMsg>(spelled(OLD, field, "[[]]"));
        assert!(given.is_err(), "{field} is a field: another value is not ignored");
    }
}

#[test]
fn a_required_field_that_is_absent_or_null_is_an_error_that_names_it() {
    for field in [
        "CallbackCommand",
        "GroupId",
        "Type",
        "From_Account",
        "Operator_Account",
        "Random",
        "MsgBody",
    ] {
        let mut body: Value = serde_json::from_str(OLD).unwrap();
        body.as_object_mut().unwrap().remove(field).unwrap();
        let error = decode::<BeforeSendMsg>(body.to_string()).unwrap_err();
        assert_eq!(facts(&error), missing(field));
        let null = decode::<BeforeSendMsg>(spelled(OLD, field, "null"));
        assert!(null.is_err(), "{field}");
        if field != "CallbackCommand" {
            unexpected_at(null, field);
        }
    }
}

#[test]
fn a_renamed_field_does_not_go_unnoticed() {
    let body = OLD.replace("\"From_Account\"", "\"from_account\"");
    let error = decode::<BeforeSendMsg>(body).unwrap_err();
    assert_eq!(facts(&error), missing("From_Account"));
    let body = OLD.replace("\"MsgBody\"", "\"Msgbody\"");
    let error = decode::<BeforeSendMsg>(body).unwrap_err();
    assert_eq!(facts(&error), missing("MsgBody"));
}

#[test]
fn unknown_fields_are_ignored_wherever_they_stand() {
    let new = r#""SomethingNew":{"a":[1,null,{"Text":"x"}]},"SomethingNew":7,"#;
    let plain = r#"{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"@TGS#1",
        "Type":"Public","From_Account":"jared","Operator_Account":"admin","Random":1,
        "GroupAtInfo":[{"GroupAtAllFlag":0,"GroupAt_Account":"bob"}],
        "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"red packet"}},
            {"MsgContent":{"ImageInfoArray":[{"Type":1}]},"MsgType":"TIMImageElem"},
            {"MsgContent":{"MsgList":[{"MsgSeq":1}]},"MsgType":"TIMRelayElem"},
            {"MsgType":"TIMStreamElem","MsgContent":{"Chunks":[{"Index":1}]}}]}"#;
    assert_eq!(plain.matches('{').count(), 13);
    let expected = decode::<BeforeSendMsg>(plain).unwrap().into_request();
    let with_new = decode::<BeforeSendMsg>(plain.replace('{', &format!("{{{new}"))).unwrap();
    assert_eq!(with_new.request(), &expected);
    for at in 0..13 {
        let mut parts = plain.split('{');
        let mut body = parts.next().unwrap().to_owned();
        for (index, part) in parts.enumerate() {
            body.push('{');
            body.push_str(if index == at { new } else { "" });
            body.push_str(part);
        }
        let call = decode::<BeforeSendMsg>(body.clone()).unwrap();
        assert_eq!(call.request(), &expected, "{body}");
    }
}
