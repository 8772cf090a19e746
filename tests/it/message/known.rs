//! Elements of the known types.

use serde_json::{Value, json};
use tim_callback::message::{
    CustomElem, FaceElem, FileElem, ImageElem, ImageFormat, ImageInfo, ImageType, LocationElem,
    MsgType, RelayElem, RelayMsg, SoundElem, StreamChunk, StreamElem, TextElem, VideoFileElem,
};
use tim_callback::{MsgElement, UnixSeconds};

use crate::message::keys::both_orders;
use crate::support::call_about;

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
    assert_eq!(names, MsgType::all().iter().map(|known| known.name()).collect::<Vec<_>>());
    for (known, name) in MsgType::all().iter().zip(names) {
        assert_eq!(name.parse(), Ok(*known));
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
fn an_optional_field_of_a_content_may_be_null_in_either_order_of_keys() {
    for json in both_orders("TIMCustomElem", r#"{"Data":"x","Desc":null,"Ext":null}"#) {
        let element: MsgElement = serde_json::from_str(&json).unwrap();
        assert_eq!(element, CustomElem::new().with_data("x").into(), "{json}");
    }
}
