//! What a body may look like and still be read, and what is no longer the same value.

mod support;

use serde_json::{Map, Value, json};
use support::{AFTER, BEFORE, EXCEPTION};
use support::{before_body, before_field, before_with, call_about, decode, verified};
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg, SendMsgException};
use tim_callback::message::ImageFormat;
use tim_callback::{
    AnyCallback, Callback, CallbackCommand, DecodeError, ErrorCode, Flag, GroupType, MsgElement,
    MsgPriority, UnixMillis, UnixSeconds,
};

const COMMAND: CallbackCommand = CallbackCommand::GroupBeforeSendMsg;

/// The sample with one field spelled exactly so.
fn spelled(sample: &str, field: &str, value: &str) -> String {
    let mut body: Value = serde_json::from_str(sample).unwrap();
    body[field] = json!("the value goes here");
    body.to_string().replacen("\"the value goes here\"", value, 1)
}

fn unexpected_at<C: Callback>(result: Result<tim_callback::Call<C>, DecodeError>, place: &str) {
    match result {
        Err(DecodeError::Unexpected { command, path, expected }) => {
            assert_eq!((command, path.as_str()), (C::COMMAND, place));
            assert!(!expected.is_empty());
        }
        other => panic!("{place}: {other:?}"),
    }
}

fn missing(path: &str) -> DecodeError {
    DecodeError::Missing { command: COMMAND, path: path.to_owned() }
}

#[test]
fn an_integer_may_be_quoted() {
    for (written, number) in [
        ("0", 0),
        ("\"0\"", 0),
        ("5", 5),
        ("\"5\"", 5),
        ("2804799576", 2804799576),
        ("\"2804799576\"", 2804799576),
        ("74363827834904", 74363827834904),
        ("\"74363827834904\"", 74363827834904),
        ("18446744073709551615", u64::MAX),
        ("\"18446744073709551615\"", u64::MAX),
        ("\"\\u0035\"", 5),
    ] {
        let call = decode::<BeforeSendMsg>(spelled(BEFORE, "Random", written)).unwrap();
        assert_eq!(call.random, number, "Random {written}");
        let call = decode::<BeforeSendMsg>(spelled(BEFORE, "OnlineOnlyFlag", written)).unwrap();
        assert_eq!(call.online_only_flag, Some(Flag::new(number)), "OnlineOnlyFlag {written}");
        let call = decode::<BeforeSendMsg>(spelled(BEFORE, "EventTime", written)).unwrap();
        assert_eq!(call.event_time, Some(UnixMillis::new(number)), "EventTime {written}");
        let call = decode::<AfterSendMsg>(spelled(AFTER, "MsgSeq", written)).unwrap();
        assert_eq!(call.msg_seq, number, "MsgSeq {written}");
        let call = decode::<AfterSendMsg>(spelled(AFTER, "MsgTime", written)).unwrap();
        assert_eq!(call.msg_time, UnixSeconds::new(number), "MsgTime {written}");
        let call = decode::<SendMsgException>(spelled(EXCEPTION, "ErrorCode", written)).unwrap();
        assert_eq!(call.error_code, ErrorCode::new(number), "ErrorCode {written}");
    }
}

#[test]
fn what_is_not_spelled_like_an_unsigned_integer_is_refused() {
    for written in [
        "5.0",
        "1e3",
        "-1",
        "-0",
        "-0.0",
        "18446744073709551616",
        "true",
        "[5]",
        "{}",
        "\"\"",
        "\"+5\"",
        "\" 5\"",
        "\"5 \"",
        "\"05\"",
        "\"00\"",
        "\"-1\"",
        "\"-0\"",
        "\"5.0\"",
        "\"1e3\"",
        "\"0x5\"",
        "\"five\"",
        "\"18446744073709551616\"",
        "\"\u{ff15}\"",
    ] {
        unexpected_at(decode::<BeforeSendMsg>(spelled(BEFORE, "Random", written)), "Random");
        let flag = spelled(BEFORE, "OnlineOnlyFlag", written);
        unexpected_at(decode::<BeforeSendMsg>(flag), "OnlineOnlyFlag");
        unexpected_at(decode::<BeforeSendMsg>(spelled(BEFORE, "EventTime", written)), "EventTime");
        unexpected_at(decode::<AfterSendMsg>(spelled(AFTER, "MsgTime", written)), "MsgTime");
        let code = spelled(EXCEPTION, "ErrorCode", written);
        unexpected_at(decode::<SendMsgException>(code), "ErrorCode");
        let size = format!(r#"[{{"MsgType":"TIMSoundElem","MsgContent":{{"Size":{written}}}}}]"#);
        unexpected_at(decode::<BeforeSendMsg>(before_body(&size)), "MsgBody[0].MsgContent.Size");
    }
}

fn face(index: &str) -> String {
    before_body(&format!(r#"[{{"MsgType":"TIMFaceElem","MsgContent":{{"Index":{index}}}}}]"#))
}

#[test]
fn a_signed_integer_may_be_negative_and_quoted() {
    for (written, number) in [
        ("0", 0),
        ("-1", -1),
        ("\"-1\"", -1),
        ("\"7\"", 7),
        ("-9223372036854775808", i64::MIN),
        ("\"-9223372036854775808\"", i64::MIN),
        ("9223372036854775807", i64::MAX),
        ("\"9223372036854775807\"", i64::MAX),
    ] {
        let call = decode::<BeforeSendMsg>(face(written)).unwrap();
        let MsgElement::Face(face) = &call.msg_body[0] else { panic!("a face") };
        assert_eq!(face.index, number, "{written}");
    }
}

#[test]
fn what_is_not_spelled_like_a_signed_integer_is_refused() {
    for written in [
        "1.0",
        "-1.0",
        "1e3",
        "-0",
        "9223372036854775808",
        "-9223372036854775809",
        "null",
        "\"\"",
        "\"-\"",
        "\"--1\"",
        "\"-0\"",
        "\"+1\"",
        "\" 1\"",
        "\"- 1\"",
        "\"01\"",
        "\"-01\"",
        "\"1.0\"",
        "\"9223372036854775808\"",
    ] {
        unexpected_at(decode::<BeforeSendMsg>(face(written)), "MsgBody[0].MsgContent.Index");
    }
}

#[test]
fn quoted_integers_go_out_as_numbers() {
    let call = decode::<BeforeSendMsg>(before_with(|body| {
        body["Random"] = json!("2804799576");
        body["OnlineOnlyFlag"] = json!("1");
        body["EventTime"] = json!("1670574414123");
        body["MsgBody"] =
            json!([{"MsgType": "TIMFaceElem", "MsgContent": {"Index": "-3"}}, {"MsgType":
                "TIMImageElem", "MsgContent": {"ImageFormat": "2", "ImageInfoArray": []}}]);
    }).to_string()).unwrap();
    let MsgElement::Image(image) = &call.msg_body[1] else { panic!("an image") };
    assert_eq!(image.image_format, Some(ImageFormat::GIF));
    let out = serde_json::to_value(call.request()).unwrap();
    assert_eq!(out["Random"], json!(2804799576_u32));
    assert_eq!(out["OnlineOnlyFlag"], json!(1));
    assert_eq!(out["EventTime"], json!(1670574414123_u64));
    assert_eq!(out["MsgBody"][0]["MsgContent"]["Index"], json!(-3));
    assert_eq!(out["MsgBody"][1]["MsgContent"]["ImageFormat"], json!(2));
}

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
    assert_eq!(decode::<BeforeSendMsg>(absent.to_string()).unwrap_err(), missing("MsgBody"));
    for bad in ["null", "{}", "\"\"", "0"] {
        unexpected_at(decode::<BeforeSendMsg>(before_body(bad)), "MsgBody");
    }
    let image = |content: &str| {
        let json = format!(r#"[{{"MsgType":"TIMImageElem","MsgContent":{content}}}]"#);
        decode::<BeforeSendMsg>(before_body(&json))
    };
    assert!(image(r#"{"ImageInfoArray":[]}"#).is_ok());
    let path = "MsgBody[0].MsgContent.ImageInfoArray";
    assert_eq!(image("{}").unwrap_err(), missing(path));
    unexpected_at(image(r#"{"ImageInfoArray":null}"#), path);
}

/// What a server before 2022 sends.
const OLD: &str = r#"{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"@TGS#2J4SZEAEL",
    "Type":"Public","From_Account":"jared","Operator_Account":"admin","Random":123456,
    "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"red packet"}}]}"#;

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
        assert_eq!(decode::<BeforeSendMsg>(body.to_string()).unwrap_err(), missing(field));
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
    assert_eq!(decode::<BeforeSendMsg>(body).unwrap_err(), missing("From_Account"));
    let body = OLD.replace("\"MsgBody\"", "\"Msgbody\"");
    assert_eq!(decode::<BeforeSendMsg>(body).unwrap_err(), missing("MsgBody"));
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

#[test]
fn a_known_key_that_stands_twice_is_an_error_at_its_place() {
    for field in ["Random", "EventTime", "CloudCustomData", "From_Account", "MsgBody", "Type"] {
        let value: Value = serde_json::from_str(BEFORE).unwrap();
        let again = format!("{{\"{field}\":{},", value[field]);
        let body = value.to_string().replacen('{', &again, 1);
        let duplicate = DecodeError::Duplicate { command: COMMAND, path: field.to_owned() };
        assert_eq!(decode::<BeforeSendMsg>(body).unwrap_err(), duplicate);
    }
}

/// Every object with its keys in reverse, or as `sort` has them.
fn reordered(value: &Value, sort: fn(&mut Vec<(&String, &Value)>)) -> String {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            sort(&mut entries);
            let entries = entries.iter().map(|(key, value)| {
                format!("{}:{}", Value::from(key.as_str()), reordered(value, sort))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| reordered(item, sort));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        leaf => leaf.to_string(),
    }
}

#[test]
fn the_order_of_keys_means_nothing() {
    for sample in [BEFORE, AFTER, EXCEPTION] {
        let value: Value = serde_json::from_str(sample).unwrap();
        let name = value["CallbackCommand"].as_str().unwrap();
        let request = |body: String| {
            let any = verified(name, body).decode().unwrap();
            match any {
                AnyCallback::GroupBeforeSendMsg(call) => format!("{:?}", call.request()),
                AnyCallback::GroupAfterSendMsg(call) => format!("{:?}", call.request()),
                AnyCallback::GroupSendMsgException(call) => format!("{:?}", call.request()),
                other => panic!("not {}", other.command_name()),
            }
        };
        let documented = request(sample.to_owned());
        let alphabetical = reordered(&value, |entries| entries.sort_by_key(|(key, _)| *key));
        let reverse = reordered(&value, |entries| entries.sort_by(|(a, _), (b, _)| b.cmp(a)));
        let by_length = reordered(&value, |entries| entries.sort_by_key(|(key, _)| key.len()));
        assert_ne!(alphabetical, reverse);
        for body in [alphabetical, reverse, by_length] {
            assert_eq!(request(body.clone()), documented, "{body}");
        }
    }
}

#[test]
fn the_order_of_an_elements_keys_decides_nothing_about_fields_that_are_ignored() {
    for ignored in ["null", "[{}]", "123456789012345678901234567890", "1.50", "-0"] {
        let [type_first, content_first] = with_an_ignored_field(ignored);
        assert_eq!(type_first.as_deref(), Ok("x"), "{ignored}");
        assert_eq!(content_first, type_first, "{ignored}");
    }
}

/// The one exception, said in `message/element/held.rs`: it ends in an error, not in a guess.
#[test]
fn what_no_json_value_can_hold_is_an_error_where_a_content_comes_first() {
    for ignored in ["1e999", "\"\\ud800\""] {
        let [type_first, content_first] = with_an_ignored_field(ignored);
        assert_eq!(type_first.as_deref(), Ok("x"), "{ignored}");
        assert!(content_first.unwrap_err().contains("the body is not JSON"), "{ignored}");
    }
}

/// The text of an element whose content has a field that nobody knows, in both key orders.
fn with_an_ignored_field(ignored: &str) -> [Result<String, String>; 2] {
    let content = format!(r#"{{"Text":"x","SomethingNew":{ignored}}}"#);
    [
        format!(r#"[{{"MsgType":"TIMTextElem","MsgContent":{content}}}]"#),
        format!(r#"[{{"MsgContent":{content},"MsgType":"TIMTextElem"}}]"#),
    ]
    .map(|body| {
        let call = decode::<BeforeSendMsg>(before_body(&body));
        call.map(|call| call.msg_body.texts().join(",")).map_err(|error| error.to_string())
    })
}

#[test]
fn open_values_are_kept_as_they_came() {
    for name in ["Public", "Private", "Work", "ChatRoom", "AVChatRoom", "public", "Brand New", ""] {
        let call = before_field("Type", json!(name)).unwrap();
        assert_eq!(call.group_type.as_str(), name);
        assert_eq!(serde_json::to_value(call.request()).unwrap()["Type"], name);
    }
    let kind = |name: &str| before_field("Type", json!(name)).unwrap().group_type.clone();
    assert_eq!(kind("Private"), GroupType::Private);
    assert!(kind("Private").is_work() && kind("Work").is_work() && !kind("Public").is_work());
    assert!(matches!(kind("public"), GroupType::Other(_)));
    let call = before_field("MsgPriority", json!("Lowest")).unwrap();
    assert_eq!(call.msg_priority, Some(MsgPriority::Lowest));
    let call = before_field("MsgPriority", json!("Highest")).unwrap();
    assert_eq!(call.msg_priority.as_ref().map(MsgPriority::as_str), Some("Highest"));
}

#[test]
fn optional_strings_may_be_empty_and_ids_are_whatever_the_app_chose() {
    let call = before_field("CloudCustomData", json!("")).unwrap();
    assert_eq!(call.cloud_custom_data.as_deref(), Some(""));
    for id in ["12345", "@TLS#NOT_FOUND", "@RBT#1", "", "é你"] {
        assert_eq!(before_field("From_Account", json!(id)).unwrap().from_account, id);
        assert_eq!(before_field("GroupId", json!(id)).unwrap().group_id, id);
    }
    unexpected_at(before_field("GroupId", json!(12345)), "GroupId");
}

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
        assert_eq!(error, DecodeError::NotJson { command: COMMAND, line, column }, "{body}");
    }
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let error = decode::<BeforeSendMsg>(spelled(BEFORE, "Random", &deep)).unwrap_err();
    assert!(matches!(error, DecodeError::NotJson { .. }), "{error:?}");
}

#[test]
fn a_body_that_is_not_utf8_is_an_error_at_its_first_bad_byte() {
    let mut body = BEFORE.as_bytes().to_vec();
    let at = BEFORE.find("red packet").unwrap();
    body[at] = 0xff;
    let error = decode::<BeforeSendMsg>(body).unwrap_err();
    assert_eq!(error, DecodeError::NotUtf8 { command: COMMAND, position: at });
}

#[test]
fn the_command_in_the_body_must_be_that_of_the_url() {
    for other in ["Group.CallbackAfterSendMsg", "group.callbackbeforesendmsg", "", "Live.New"] {
        let path = "CallbackCommand".to_owned();
        let error = before_field("CallbackCommand", json!(other)).unwrap_err();
        assert_eq!(error, DecodeError::OtherCommand { command: COMMAND, path }, "{other}");
    }
    assert_eq!(
        decode::<AfterSendMsg>(
            BEFORE.replace("\"Random\"", "\"MsgSeq\":1,\"MsgTime\":1,\"Random\"")
        )
        .unwrap_err(),
        DecodeError::OtherCommand {
            command: CallbackCommand::GroupAfterSendMsg,
            path: "CallbackCommand".to_owned()
        }
    );
}

#[test]
fn decoding_as_another_command_than_the_urls_is_an_error() {
    let error = verified("Group.CallbackBeforeSendMsg", BEFORE).decode_as::<AfterSendMsg>();
    let (error, back) = error.unwrap_err().into_parts();
    let asked = CallbackCommand::GroupAfterSendMsg;
    assert_eq!(error, DecodeError::NotAsked { asked, command: Some(COMMAND) });
    assert_eq!(back.raw_body(), BEFORE.as_bytes(), "nothing is lost");
    let error = verified("Live.New", "{}").decode_as::<AfterSendMsg>().unwrap_err();
    assert_eq!(error.error(), &DecodeError::NotAsked { asked, command: None });
}

#[test]
fn an_error_says_what_was_expected_where_and_what_to_do() {
    let of_body = |body: &str| decode::<BeforeSendMsg>(body).unwrap_err();
    let not_asked = |command: &str| {
        let error = verified(command, "{}").decode_as::<AfterSendMsg>().unwrap_err();
        error.into_parts().0
    };
    let report = "if Tencent sent it, please report it to tim-callback";
    let after = "asked for Group.CallbackAfterSendMsg, but the URL names";
    let any = "ask decode() where it may be any";
    for (error, text) in [
        (
            of_body("[]"),
            format!("{COMMAND}: expected a JSON object at the top of the body; {report}"),
        ),
        (of_body("{}"), format!("{COMMAND}: CallbackCommand is missing; {report}")),
        (
            before_field("GroupId", json!(7)).unwrap_err(),
            format!("{COMMAND}: expected a string at GroupId; {report}"),
        ),
        (not_asked(COMMAND.name()), format!("{after} {COMMAND}: {any}")),
        (not_asked("Live.New"), format!("{after} an unknown command: {any}")),
    ] {
        assert!(error.to_string().starts_with(&text), "{error}");
    }
}

#[test]
fn an_undecodable_callback_prints_its_reason_and_its_query() {
    let undecodable = verified(COMMAND.name(), "[]").decode().unwrap_err();
    let shown = format!("{undecodable:?}");
    assert!(shown.contains("a JSON object") && shown.contains("1400000000"), "{shown}");
}

#[test]
fn a_command_that_is_not_typed_keeps_its_name_query_and_body() {
    let body = b"\xff not even text";
    let any = verified("Live.SomethingNew", body.as_slice()).decode().unwrap();
    assert_eq!(any.command_name(), "Live.SomethingNew");
    let AnyCallback::Unknown(call) = any else { panic!("not typed") };
    assert_eq!(call.command().name(), "Live.SomethingNew");
    assert_eq!(call.query().sdk_app_id(), support::APP);
    assert_eq!(call.raw_body(), body);
}

#[test]
fn no_error_quotes_the_body() {
    for body in [
        before_with(|body| body["Random"] = json!("a private text")),
        before_with(|body| body["GroupAtInfo"] = json!("a private text")),
        before_with(|body| body["MsgBody"] = json!({"a private text": 1})),
        before_with(|body| body["MsgBody"][0]["MsgType"] = json!(["a private text"])),
        before_with(|body| body["MsgBody"][0]["MsgContent"] = json!("a private text")),
        before_with(|body| body["CallbackCommand"] = json!("a private text")),
    ] {
        let error = verified(COMMAND.name(), body.to_string()).decode_as::<BeforeSendMsg>();
        let error = error.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", error.error());
        assert!(!shown.contains("private"), "{shown}");
        assert!(shown.contains(COMMAND.name()), "{shown}");
    }
}
