//! Integers: as numbers and quoted.

use serde_json::json;
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg, SendMsgException};
use tim_callback::message::ImageFormat;
use tim_callback::value::{ErrorCode, Flag, UnixMillis};
use tim_callback::{MsgElement, UnixSeconds};

use crate::leniency::errors::unexpected_at;
use crate::leniency::samples::spelled;
use crate::support::{AFTER, BEFORE, EXCEPTION, before_body, before_with, decode};

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
