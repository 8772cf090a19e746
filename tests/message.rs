//! Messages: an element is what its `MsgType` says, or an error at its place.

mod support;

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Value, json};
use support::{before_body, call_about, decode, nested_forwards, nested_path};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::{
    DataError, ImageFormat, ImageInfo, ImageType, MAX_RELAY_DEPTH, RelayMsg, StreamChunk,
};
use tim_callback::{
    CallbackCommand, CustomElem, DecodeError, FaceElem, FileElem, ImageElem, LocationElem, MsgBody,
    MsgElement, MsgType, RelayElem, SoundElem, StreamElem, TextElem, UnixSeconds, UnknownElem,
    VideoFileElem,
};

/// An element's JSON in both orders of its keys.
fn both_orders(msg_type: &str, content: &str) -> [String; 2] {
    [
        format!(r#"{{"MsgType":"{msg_type}","MsgContent":{content}}}"#),
        format!(r#"{{"MsgContent":{content},"MsgType":"{msg_type}"}}"#),
    ]
}

/// A known type with every field of its content, and the element that it is.
fn known() -> Vec<(&'static str, Value, MsgElement)> {
    let mut relay = RelayElem::new(vec![
        RelayMsg::new(vec![TextElem::new("inside").into()])
            .with_from_account("jared".into())
            .with_to_account("brennan".into())
            .with_group_id("@TGS#1".into())
            .with_msg_seq(7)
            .with_msg_random(3998651049)
            .with_msg_time_stamp(UnixSeconds::new(1490686222))
            .with_cloud_custom_data("of that message"),
    ])
    .with_title("title")
    .with_msg_num(1)
    .with_compatible_text("for old clients")
    .with_json_msg_key("key");
    relay.abstract_list = vec!["jared: inside".to_owned()];
    vec![
        ("TIMTextElem", json!({"Text": "hello"}), TextElem::new("hello").into()),
        (
            "TIMLocationElem",
            json!({"Desc": "a place", "Latitude": 29.34, "Longitude": -154.25}),
            LocationElem::new(29.34, -154.25).with_desc("a place").into(),
        ),
        (
            "TIMFaceElem",
            json!({"Index": -1, "Data": "abc\u{0}\u{1}"}),
            FaceElem::new(-1).with_data("abc\u{0}\u{1}").into(),
        ),
        (
            "TIMCustomElem",
            json!({"Data": "{\"a\":1}", "Desc": "push", "Ext": "url", "Sound": "dingdong.aiff"}),
            CustomElem::new()
                .with_data("{\"a\":1}")
                .with_desc("push")
                .with_ext("url")
                .with_sound("dingdong.aiff")
                .into(),
        ),
        (
            "TIMSoundElem",
            json!({"Url": "u", "UUID": "id", "Size": 62351, "Second": 1, "Download_Flag": 2}),
            SoundElem::new()
                .with_url("u")
                .with_uuid("id")
                .with_size(62351)
                .with_second(1)
                .with_download_flag(2)
                .into(),
        ),
        (
            "TIMImageElem",
            json!({"UUID": "id", "ImageFormat": 255, "ImageInfoArray": [
                {"Type": 3, "Size": 1853095, "Width": 2448, "Height": 0, "URL": "u"}, {}]}),
            ImageElem::new(vec![
                ImageInfo::new()
                    .with_image_type(ImageType::THUMBNAIL)
                    .with_size(1853095)
                    .with_width(2448)
                    .with_height(0)
                    .with_url("u"),
                ImageInfo::new(),
            ])
            .with_uuid("id")
            .with_image_format(ImageFormat::OTHER)
            .into(),
        ),
        (
            "TIMFileElem",
            json!({"Url": "u", "UUID": "id", "FileSize": 5000000000_u64, "FileName": "a.pdf",
                "Download_Flag": 2}),
            FileElem::new()
                .with_url("u")
                .with_uuid("id")
                .with_file_size(5000000000)
                .with_file_name("a.pdf")
                .with_download_flag(2)
                .into(),
        ),
        (
            "TIMVideoFileElem",
            json!({"VideoUrl": "v", "VideoUUID": "vid", "VideoSize": 1, "VideoSecond": 0,
                "VideoFormat": "mp4", "VideoDownloadFlag": 2, "ThumbUrl": "t",
                "ThumbUUID": "tid", "ThumbSize": 3, "ThumbWidth": 4, "ThumbHeight": 5,
                "ThumbFormat": "JPG", "ThumbDownloadFlag": 6}),
            VideoFileElem::new()
                .with_video_url("v")
                .with_video_uuid("vid")
                .with_video_size(1)
                .with_video_second(0)
                .with_video_format("mp4")
                .with_video_download_flag(2)
                .with_thumb_url("t")
                .with_thumb_uuid("tid")
                .with_thumb_size(3)
                .with_thumb_width(4)
                .with_thumb_height(5)
                .with_thumb_format("JPG")
                .with_thumb_download_flag(6)
                .into(),
        ),
        (
            "TIMRelayElem",
            json!({"Title": "title", "MsgNum": 1, "CompatibleText": "for old clients",
            "AbstractList": ["jared: inside"], "JsonMsgKey": "key", "MsgList": [{
                "From_Account": "jared", "To_Account": "brennan", "GroupId": "@TGS#1",
                "MsgSeq": 7, "MsgRandom": 3998651049_u64, "MsgTimeStamp": 1490686222,
                "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "inside"}}],
                "CloudCustomData": "of that message"}]}),
            relay.into(),
        ),
        (
            "TIMStreamElem",
            json!({"CompatibleText": "for old clients", "StreamMsgID": "id", "Chunks": [
                {"EventType": "data", "Index": 0, "Markdown": "**a**", "IsLast": false}, {}]}),
            StreamElem::new(vec![
                StreamChunk::new()
                    .with_event_type("data")
                    .with_index(0)
                    .with_markdown("**a**")
                    .with_is_last(false),
                StreamChunk::new(),
            ])
            .with_compatible_text("for old clients")
            .with_stream_msg_id("id")
            .into(),
        ),
    ]
}

#[test]
fn the_table_of_this_file_has_every_known_type() {
    let names: Vec<_> = known().iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, MsgType::ALL.iter().map(|known| known.name()).collect::<Vec<_>>());
    for (known, name) in MsgType::ALL.iter().zip(names) {
        assert_eq!(MsgType::from_name(name), Some(*known));
    }
}

#[test]
fn every_known_type_decodes_from_text_and_value_in_both_key_orders() {
    for (msg_type, content, element) in known() {
        for json in both_orders(msg_type, &content.to_string()) {
            assert_eq!(serde_json::from_str::<MsgElement>(&json).unwrap(), element, "{json}");
            assert_eq!(call_about(&format!("[{json}]")).msg_body[0], element, "{json}");
        }
        // A value sorts its keys: content first.
        let value = json!({"MsgType": msg_type, "MsgContent": content});
        assert_eq!(serde_json::from_value::<MsgElement>(value).unwrap(), element, "{msg_type}");
        assert_eq!(element.msg_type(), msg_type);
    }
}

#[test]
fn every_known_type_serialises_to_what_it_came_from() {
    for (msg_type, content, element) in known() {
        let expected = json!({"MsgType": msg_type, "MsgContent": content});
        assert_eq!(serde_json::to_value(&element).unwrap(), expected);
    }
}

#[test]
fn fields_of_media_that_older_clients_leave_out_are_absent() {
    for (msg_type, least) in [
        ("TIMLocationElem", json!({"Latitude": 0.0, "Longitude": 1.0})),
        ("TIMFaceElem", json!({"Index": 0})),
        ("TIMCustomElem", json!({})),
        ("TIMSoundElem", json!({})),
        ("TIMImageElem", json!({"ImageInfoArray": []})),
        ("TIMFileElem", json!({})),
        ("TIMVideoFileElem", json!({})),
        ("TIMRelayElem", json!({})),
        ("TIMStreamElem", json!({})),
    ] {
        for json in both_orders(msg_type, &least.to_string()) {
            let element: MsgElement = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_value(&element).unwrap()["MsgContent"], least, "{json}");
        }
    }
}

#[test]
fn an_unknown_type_keeps_its_name_and_its_content() {
    for msg_type in ["TIMNewElem", "timtextelem", "TIMTextElem ", "", "TIMGroupTipElem"] {
        for content in [
            r#"{"Text":"x"}"#,
            r#"{"Text":"x","b":[1,-2,0.5,true,null,{}]}"#,
            r#"{"b":"first","Text":"x"}"#,
            r#"{"Text":{"a":1}}"#,
            r#"{"Text":[1]}"#,
            r#"{"Text":null}"#,
            r#"{"Text":7,"b":2}"#,
            "{}",
            "[1,[2]]",
            r#""a text""#,
            "18446744073709551615",
            "true",
            "null",
        ] {
            for json in both_orders(msg_type, content) {
                let element: MsgElement = serde_json::from_str(&json).unwrap();
                assert_eq!(element.msg_type(), msg_type, "{json}");
                let MsgElement::Unknown(unknown) = &element else {
                    panic!("{json} is not known");
                };
                assert_eq!(unknown.msg_type(), msg_type);
                assert_eq!(unknown.content().get(), content, "{json}");
                let value: Value = serde_json::from_str(&json).unwrap();
                assert_eq!(serde_json::to_value(&element).unwrap(), value);
                // A value sorts its keys, so the two contents are equal as values only.
                let from_value: MsgElement = serde_json::from_value(value.clone()).unwrap();
                assert_eq!(serde_json::to_value(&from_value).unwrap(), value);
            }
        }
    }
}

#[test]
fn nobody_builds_an_unknown_element_of_a_known_type() {
    let content = || RawValue::from_string("{}".to_owned()).unwrap();
    for known in MsgType::ALL {
        assert_eq!(UnknownElem::new(known.name(), content()), None, "{}", known.name());
    }
    assert!(UnknownElem::new("TIMNewElem", content()).is_some());
}

#[test]
fn unknown_elements_are_equal_when_name_and_content_are() {
    let element = |name: &str, content: &str| {
        UnknownElem::new(name, RawValue::from_string(content.to_owned()).unwrap()).unwrap()
    };
    let one = element("TIMNewElem", r#"{"A":1}"#);
    assert_eq!(one, element("TIMNewElem", r#"{"A":1}"#));
    assert_ne!(one, element("TIMNewElem", r#"{"A":2}"#));
    assert_ne!(one, element("TIMNewerElem", r#"{"A":1}"#));
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

/// The error of a message of a text and then this element.
fn error_behind_a_text(element: &str) -> DecodeError {
    let text = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"fine"}}"#;
    let body = before_body(&format!("[{text},{element}]"));
    decode::<BeforeSendMsg>(body).err().unwrap_or_else(|| panic!("{element} is malformed"))
}

const COMMAND: CallbackCommand = CallbackCommand::GroupBeforeSendMsg;

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
            let DecodeError::Unexpected { command: COMMAND, path: found, expected } = &error else {
                panic!("{json}: {error:?}");
            };
            assert_eq!(*found, format!("MsgBody[1].MsgContent{path}"), "{json}");
            assert!(!expected.is_empty(), "{json}");
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
            let missing = DecodeError::Missing { command: COMMAND, path };
            assert_eq!(error_behind_a_text(&json), missing, "{json}");
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
        let missing = DecodeError::Missing { command: COMMAND, path: format!("MsgBody[1].{key}") };
        assert_eq!(error_behind_a_text(json), missing, "{json}");
    }
    for bad in ["5", "null", r#"["TIMTextElem"]"#] {
        for json in [
            format!(r#"{{"MsgType":{bad},"MsgContent":{{"Text":"x"}}}}"#),
            format!(r#"{{"MsgContent":{{"Text":"x"}},"MsgType":{bad}}}"#),
        ] {
            let error = error_behind_a_text(&json);
            assert!(
                matches!(&error, DecodeError::Unexpected { path, .. } if path == "MsgBody[1].MsgType"),
                "{json}: {error:?}"
            );
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
        let expected = expected.to_owned();
        let unexpected = DecodeError::Unexpected { command: COMMAND, path, expected };
        assert_eq!(error, unexpected, "{json}");
    }
    for json in both_orders("5", "{}").map(|json| json.replace("\"5\"", "5")) {
        let error = serde_json::from_str::<MsgElement>(&json).unwrap_err().to_string();
        assert!(error.contains(&format!("expected {name}")), "{json}: {error}");
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
            assert_eq!(error, DecodeError::Duplicate { command: COMMAND, path }, "{json}");
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
            assert_eq!(error, DecodeError::Duplicate { command: COMMAND, path }, "{json}");
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
        assert!(
            matches!(&error, DecodeError::Unexpected { path: found, .. } if found == path),
            "{element}: {error:?}"
        );
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
            assert!(
                matches!(&error, DecodeError::Unexpected { path: found, .. } if *found == path),
                "{json}: {error:?}"
            );
            let value: Value = serde_json::from_str(&json).unwrap();
            assert!(serde_json::from_value::<MsgElement>(value).is_err(), "{json} as a value");
        }
    }
}

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
            assert!(
                matches!(error, DecodeError::TooDeep { command: COMMAND, limit: 8, .. }),
                "{depth}: {error:?}"
            );
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
            assert_eq!(error, DecodeError::TooDeep { command: COMMAND, path, limit: 8 });
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
                assert!(
                    matches!(&error, DecodeError::Unexpected { path, .. } if *path == place),
                    "{depth}: {error:?}"
                );
            }
        }
    }
}

#[test]
fn texts_are_all_that_a_reader_may_see_in_order_of_the_message() {
    let call = call_about(
        r#"[
        {"MsgType":"TIMTextElem","MsgContent":{"Text":"1"}},
        {"MsgType":"TIMLocationElem","MsgContent":{"Desc":"2","Latitude":1,"Longitude":1}},
        {"MsgType":"TIMFaceElem","MsgContent":{"Index":1,"Data":"no"}},
        {"MsgType":"TIMCustomElem","MsgContent":{"Data":"no","Desc":"3","Ext":"no","Sound":"no"}},
        {"MsgType":"TIMSoundElem","MsgContent":{"Url":"no","UUID":"no"}},
        {"MsgType":"TIMImageElem","MsgContent":{"UUID":"no","ImageInfoArray":[{"URL":"no"}]}},
        {"MsgType":"TIMFileElem","MsgContent":{"Url":"no","FileName":"4"}},
        {"MsgType":"TIMVideoFileElem","MsgContent":{"VideoUrl":"no","ThumbFormat":"no"}},
        {"MsgType":"TIMRelayElem","MsgContent":{
            "MsgList":[
                {"CloudCustomData":"no","MsgBody":[
                    {"MsgType":"TIMTextElem","MsgContent":{"Text":"9"}},
                    {"MsgType":"TIMRelayElem","MsgContent":{"Title":"10",
                        "MsgList":[{"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"11"}}]}]}}]},
                {"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"12"}}]}],
            "AbstractList":["7","8"],"CompatibleText":"6","Title":"5","JsonMsgKey":"no"}},
        {"MsgType":"TIMStreamElem","MsgContent":{"StreamMsgID":"no",
            "Chunks":[{"EventType":"no","Markdown":"14"},{"Markdown":"15"}],"CompatibleText":"13"}},
        {"MsgType":"TIMNewElem","MsgContent":{"Text":"no","Desc":"no"}}]"#,
    );
    let expected: Vec<_> = (1..=15).map(|number| number.to_string()).collect();
    assert_eq!(call.msg_body.texts(), expected);
}

#[test]
fn an_empty_text_is_a_text_and_an_absent_one_is_none() {
    let call = call_about(
        r#"[{"MsgType":"TIMTextElem","MsgContent":{"Text":""}},
            {"MsgType":"TIMCustomElem","MsgContent":{"Data":"x"}}]"#,
    );
    assert_eq!(call.msg_body.texts(), [""]);
}

#[test]
fn an_optional_field_of_a_content_may_be_null_in_either_order_of_keys() {
    for json in both_orders("TIMCustomElem", r#"{"Data":"x","Desc":null,"Ext":null}"#) {
        let element: MsgElement = serde_json::from_str(&json).unwrap();
        assert_eq!(element, CustomElem::new().with_data("x").into(), "{json}");
    }
}

#[test]
fn an_element_alone_tells_what_its_content_lacks_and_where() {
    for (content, wrong) in [
        (r#"{"Desc":"x","Text":7}"#, "expected a string at MsgContent.Text"),
        (r#"{"Desc":"x"}"#, "a required field is missing at MsgContent.Text"),
        (r#"{"Text":"x","Text":"y"}"#, "a key stands twice in one object at MsgContent.Text"),
    ] {
        let [_, content_first] = both_orders("TIMTextElem", content);
        let error = serde_json::from_str::<MsgElement>(&content_first).unwrap_err().to_string();
        assert!(error.starts_with(wrong), "{error}");
    }
}

#[test]
fn data_is_read_as_json_of_the_type_asked_for() {
    let custom = CustomElem::new().with_data(r#"{"level":3}"#);
    let read: BTreeMap<String, u8> = custom.data_json().unwrap();
    assert_eq!(read["level"], 3);

    assert_eq!(CustomElem::new().data_json::<Value>(), Err(DataError::Absent));
    for (data, line, column) in [("LV1", 1, 1), ("", 1, 0), ("{\n \"level\":-1}", 2, 11)] {
        let error = CustomElem::new().with_data(data).data_json::<BTreeMap<String, u8>>();
        assert_eq!(error, Err(DataError::Mismatch { line, column }), "{data}");
    }
    let error = CustomElem::new().with_data("\"private\"").data_json::<u8>().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("private"));
}

#[test]
fn data_is_written_as_json_text() {
    let custom = CustomElem::new().with_data_json(&json!({"level": [1, "é"]})).unwrap();
    assert_eq!(custom.data.as_deref(), Some(r#"{"level":[1,"é"]}"#));
    let by_pair = BTreeMap::from([((1, 2), 3)]);
    assert_eq!(CustomElem::new().with_data_json(&by_pair), Err(DataError::NotJson));
}

#[test]
fn a_body_is_a_list_of_anything_that_becomes_an_element() {
    let body: MsgBody = ["a", "b"].into_iter().map(TextElem::new).collect();
    assert_eq!(body.len(), 2);
    assert_eq!(body.texts(), ["a", "b"]);
    assert_eq!(MsgBody::from(body.clone().into_vec()), body);
    assert_eq!((&body).into_iter().collect::<Vec<_>>(), [&body[0], &body[1]]);
    assert_eq!(format!("{body:?}"), format!("{:?}", &body[..]));
    assert_eq!(body.clone().into_iter().collect::<Vec<_>>(), body.into_vec());
}
