//! Changing a message: what is left alone goes back byte for byte.

use crate::support::{before_body, call_about, decode, nested_forwards};
use serde_json::Value;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::{CustomElem, PatchError, TextElem};
use tim_callback::verdict::Answer;
use tim_callback::{Call, GroupRejectCode, MsgBody, MsgPatch, MsgVerdict, Reply};

type Verdict = MsgVerdict<GroupRejectCode>;

/// Elements that no serialiser would write this way: unknown fields, spellings of numbers, escapes,
/// blanks, either order of keys, a type this version does not know.
const ODD: [&str; 5] = [
    r#"{ "MsgType" : "TIMTextElem", "Extra": 1.50, "MsgContent": {"Text":"a\u4f60\/b", "n":1e3} }"#,
    r#"{"MsgContent":{"Latitude":29.340,"Longitude":1e2,"Accuracy":-0.0},"MsgType":"TIMLocationElem"}"#,
    r#"{"MsgType":"TIMNewElem","MsgContent":{"big":123456789012345678901234567890,"f":1.50}}"#,
    r#"{"MsgType":"TIMFaceElem","MsgContent":{"Index":"7","Data":"\u0000"}}"#,
    r#"{"MsgContent": {"MsgList": [ {"MsgSeq":"7", "New":1.0, "MsgBody": [
        {"MsgContent":{"Text":"ins\u0069de","n":1.50},"MsgType":"TIMTextElem"} ]} ],
        "AbstractList": ["one" , "two"]}, "MsgType":"TIMRelayElem"}"#,
];

fn message(elements: &[&str]) -> Call<BeforeSendMsg> {
    call_about(&format!("[{}]", elements.join(" ,\n")))
}

fn sent(patch: &MsgPatch) -> Vec<&str> {
    patch.elements().iter().map(|element| element.get()).collect()
}

fn answer(patch: &MsgPatch) -> String {
    let call = message(&ODD);
    Reply::to(&call, &Verdict::Modify(patch.clone())).body_text().into_owned()
}

const ALLOW: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;

#[test]
fn a_new_patch_holds_the_elements_byte_for_byte() {
    assert_eq!(sent(&message(&ODD).patch()), ODD);
}

#[test]
fn untouched_elements_are_answered_byte_for_byte() {
    let patch = message(&ODD).patch().append(TextElem::new("more"));
    let answer = answer(&patch);
    let more = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"more"}}"#;
    let expected = format!(
        r#"{{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"MsgBody":[{},{more}]}}"#,
        ODD.join(",")
    );
    assert_eq!(answer, expected);
}

#[test]
fn every_change_leaves_the_other_elements_byte_for_byte() {
    let call = message(&ODD);
    for index in 0..ODD.len() {
        let replaced = call.patch().replace(index, TextElem::new("new")).unwrap();
        let mut expected = ODD.to_vec();
        expected[index] = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"new"}}"#;
        assert_eq!(sent(&replaced), expected, "replace {index}");

        let removed = call.patch().remove(index).unwrap();
        expected.remove(index);
        assert_eq!(sent(&removed), expected, "remove {index}");
    }
}

#[test]
fn redaction_edits_the_strings_and_nothing_else() {
    let call = message(&ODD);
    for (text, written, redacted) in
        [("a你/b", r#""a\u4f60\/b""#, 0), ("inside", r#""ins\u0069de""#, 4), ("two", "\"two\"", 4)]
    {
        let patch = call.patch().redact(|found| (found == text).then(|| "***".to_owned()));
        let mut expected: Vec<_> = ODD.iter().map(|&json| json.to_owned()).collect();
        expected[redacted] = expected[redacted].replacen(written, "\"***\"", 1);
        assert_ne!(expected[redacted], ODD[redacted], "{text}");
        assert_eq!(sent(&patch), expected, "{text}");
    }
}

#[test]
fn redaction_reaches_the_innermost_forward() {
    let text = r#"{"MsgContent":{"x":1.50,"Text":"spam"},"MsgType":"TIMTextElem"}"#;
    for depth in 0..=8 {
        let json = nested_forwards(depth, text);
        let patch = message(&[&json]).patch().redact(|_| Some("***".to_owned()));
        assert_eq!(sent(&patch), [json.replacen("spam", "***", 1)], "{depth}");
    }
}

#[test]
fn redaction_is_not_stopped_by_a_forwarded_message_without_elements() {
    for without in ["{}", r#"{"MsgBody":[]}"#, r#"{"MsgBody":null}"#] {
        let json = format!(
            r#"{{"MsgType":"TIMRelayElem","MsgContent":{{"Title":"spam","MsgList":[{without},
                {{"MsgBody":[{{"MsgType":"TIMTextElem","MsgContent":{{"Text":"spam"}}}}]}}]}}}}"#
        );
        let call = message(&[&json]);
        assert_eq!(call.msg_body.texts(), ["spam", "spam"]);
        let patch = call.patch().redact(|_| Some("***".to_owned()));
        assert_eq!(sent(&patch), [json.replace("spam", "***")], "{without}");
    }
}

#[test]
fn redaction_finds_escaped_types_and_keys() {
    let json = r#"{"\u004dsgType":"TIM\u0054extElem","MsgC\u006fntent":{"Te\u0078t":"spam"}}"#;
    let patch = message(&[json]).patch().redact(|_| Some("***".to_owned()));
    assert_eq!(sent(&patch), [json.replacen("spam", "***", 1)]);
}

#[test]
fn several_texts_of_one_element_are_redacted_each_in_its_place() {
    let json = r#"{"MsgType":"TIMStreamElem","MsgContent":{"Chunks":[{"Markdown":"one","New":1.0},
        {"Index":"1"},{"Markdown":"three"}],"CompatibleText":"zero"}}"#;
    let patch = message(&[json]).patch().redact(|text| Some(format!("<{text}, and longer>")));
    let expected = ["zero", "one", "three"].iter().fold(json.to_owned(), |json, text| {
        json.replacen(&format!("\"{text}\""), &format!("\"<{text}, and longer>\""), 1)
    });
    assert_eq!(sent(&patch), [expected]);
}

#[test]
fn a_replacement_of_any_characters_reads_back_as_itself() {
    let call = message(&[r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}"#]);
    for replacement in ["", "\"", "\\", "a\nb\u{0}", "\u{1f600}", "\",\"x\":\""] {
        let patch = call.patch().redact(|_| Some(replacement.to_owned()));
        let body: MsgBody = serde_json::from_str(&format!("[{}]", sent(&patch)[0])).unwrap();
        assert_eq!(body.texts(), [replacement]);
    }
}

/// A message with a text wherever one may be, and strings that are none.
const EVERYWHERE: &str = r#"[
    {"MsgType":"TIMTextElem","MsgContent":{"Text":"a"}},
    {"MsgContent":{"Desc":"b","Latitude":1,"Longitude":1},"MsgType":"TIMLocationElem"},
    {"MsgType":"TIMFaceElem","MsgContent":{"Index":1,"Data":"no"}},
    {"MsgContent":{"Data":"no","Desc":"c","Ext":"no","Sound":"no"},"MsgType":"TIMCustomElem"},
    {"MsgType":"TIMCustomElem","MsgContent":{"Desc":null,"Text":"no"}},
    {"MsgType":"TIMSoundElem","MsgContent":{"Url":"no","Text":"no"}},
    {"MsgType":"TIMImageElem","MsgContent":{"UUID":"no","ImageInfoArray":[{"URL":"no"}]}},
    {"MsgType":"TIMFileElem","MsgContent":{"Url":"no","FileName":"d"}},
    {"MsgType":"TIMVideoFileElem","MsgContent":{"VideoUrl":"no"}},
    {"MsgType":"TIMRelayElem","MsgContent":{"Title":null,"AbstractList":null,"MsgList":null}},
    {"MsgType":"TIMRelayElem","MsgContent":{"JsonMsgKey":"no",
        "MsgList":[
            {"From_Account":"no","CloudCustomData":"no","MsgBody":[
                {"MsgType":"TIMTextElem","MsgContent":{"Text":"e"}},
                {"MsgType":"TIMNewElem","MsgContent":{"Text":"no"}},
                {"MsgContent":{"MsgList":[{"MsgBody":null},
                    {"MsgBody":[{"MsgContent":{"FileName":"f"},"MsgType":"TIMFileElem"}]}],
                    "Title":"g"},"MsgType":"TIMRelayElem"}]},
            {"MsgBody":[{"MsgContent":{"Text":"e"},"MsgType":"TIMTextElem"}]}],
        "AbstractList":["h","i"],"CompatibleText":"j","Title":"k"}},
    {"MsgType":"TIMStreamElem","MsgContent":{"StreamMsgID":"no","Chunks":[
        {"EventType":"no","Markdown":"l"},{"Index":1},{"Markdown":""}],"CompatibleText":"m"}},
    {"MsgType":"TIMNewElem","MsgContent":{"Text":"no","Desc":"no"}},
    {"MsgType":"TIMNewElem","MsgContent":"no"}
]"#;

#[test]
fn redaction_offers_exactly_the_texts_of_the_message() {
    let call = call_about(EVERYWHERE);
    let texts = call.msg_body.texts();
    assert_eq!(texts.len(), 15);
    let mut offered = Vec::new();
    let patch = call.patch().redact(|text| {
        offered.push(text.to_owned());
        None
    });
    assert_eq!(offered, texts);
    assert!(patch.is_empty());
}

#[test]
fn what_redaction_leaves_is_exactly_what_it_put_in() {
    let call = call_about(EVERYWHERE);
    let patch = call.patch().redact(|_| Some("***".to_owned()));
    let body: MsgBody = serde_json::from_str(&format!("[{}]", sent(&patch).join(","))).unwrap();
    assert_eq!(body.texts(), vec!["***"; call.msg_body.texts().len()]);
    let letters = |json: &str| json.matches("\"no\"").count();
    assert_eq!(letters(&sent(&patch).join("")), letters(EVERYWHERE));
}

#[test]
fn a_patch_that_changes_nothing_answers_as_allow() {
    let call = message(&ODD);
    for (what, patch) in [
        ("nothing done", call.patch()),
        ("no text changed", call.patch().redact(|_| None)),
        ("texts changed to themselves", call.patch().redact(|text| Some(text.to_owned()))),
        ("no text to change", message(&ODD[3..4]).patch().redact(|_| Some(String::new()))),
    ] {
        assert!(patch.is_empty(), "{what}");
        assert_eq!(answer(&patch), ALLOW, "{what}");
        let read: Answer = serde_json::from_str(&answer(&patch)).unwrap();
        assert_eq!(Verdict::try_from(read), Ok(Verdict::Allow), "{what}");
    }
}

#[test]
fn every_change_is_one() {
    let call = message(&ODD);
    let text = || TextElem::new("new");
    for (what, patch) in [
        ("append", call.patch().append(text())),
        ("replace", call.patch().replace(0, text()).unwrap()),
        ("remove", call.patch().remove(0).unwrap()),
        ("replace_all", call.patch().replace_all([text()]).unwrap()),
        ("redact", call.patch().redact(|_| Some("***".to_owned()))),
    ] {
        assert!(!patch.is_empty(), "{what}");
        let answer: Value = serde_json::from_str(&answer(&patch)).unwrap();
        assert_eq!(answer["MsgBody"].as_array().unwrap().len(), patch.elements().len(), "{what}");
        assert_eq!(answer.get("CloudCustomData"), None, "{what}");
    }
    let data = call.patch().with_cloud_custom_data("");
    assert!(!data.is_empty());
    let expected = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"CloudCustomData":""}"#;
    assert_eq!(answer(&data), expected, "the elements need not be sent");
}

/// The index that there is no element at, and how many there are.
fn no_such_element(error: &PatchError) -> Option<(usize, usize)> {
    let PatchError::NoSuchElement { index, count, .. } = error else { return None };
    Some((*index, *count))
}

#[test]
fn replace_and_remove_want_an_element_that_is_there() {
    let call = message(&ODD[..2]);
    for index in [2, 3, usize::MAX] {
        let replaced = call.patch().replace(index, TextElem::new("x"));
        for error in [replaced.unwrap_err(), call.patch().remove(index).unwrap_err()] {
            assert_eq!(no_such_element(&error), Some((index, 2)), "{error}");
        }
    }
    let empty = call_about("[]");
    let replaced = empty.patch().replace(0, TextElem::new("x"));
    for error in [replaced.unwrap_err(), empty.patch().remove(0).unwrap_err()] {
        assert_eq!(no_such_element(&error), Some((0, 0)), "{error}");
    }
}

#[test]
fn no_patch_leaves_a_message_without_elements() {
    let call = message(&ODD[..2]);
    let one = call.patch().remove(1).unwrap();
    assert_eq!(one.remove(0).unwrap_err(), PatchError::NoElementLeft);
    let none: [TextElem; 0] = [];
    assert_eq!(call.patch().replace_all(none).unwrap_err(), PatchError::NoElementLeft);
    let replaced = call.patch().replace_all([CustomElem::new().with_data("LV1")]).unwrap();
    let custom = r#"{"MsgType":"TIMCustomElem","MsgContent":{"Data":"LV1"}}"#;
    assert_eq!(sent(&replaced), [custom]);
    assert_eq!(
        sent(&call_about("[]").patch().append(CustomElem::new().with_data("LV1"))),
        [custom]
    );
}

#[test]
fn changes_follow_one_another() {
    let patch = message(&ODD)
        .patch()
        .remove(4)
        .and_then(|patch| patch.remove(3))
        .and_then(|patch| patch.replace(0, TextElem::new("spam")))
        .unwrap()
        .append(TextElem::new("spam"))
        .redact(|text| (text == "spam").then(|| "***".to_owned()));
    let redacted = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"***"}}"#;
    assert_eq!(sent(&patch), [redacted, ODD[1], ODD[2], redacted]);
}

#[test]
fn the_documented_answer_is_given_to_the_documented_request() {
    let call: Call<BeforeSendMsg> = decode(crate::support::BEFORE).unwrap();
    let patch = call
        .patch()
        .append(CustomElem::new().with_desc("CustomElement.MemberLevel").with_data("LV1"))
        .with_cloud_custom_data("your cloud custom data");
    let documented = include_str!("../fixtures/Group.CallbackBeforeSendMsg/reply.modify.json");
    let reply = Reply::to(&call, &Verdict::Modify(patch));
    let value = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
    assert_eq!(value(&reply.body), value(documented.as_bytes()));
    assert!(reply.body_text().contains("\"MsgType\": \"TIMTextElem\", \n"), "as it was indented");
}

#[test]
fn an_answer_parses_back_to_the_patch() {
    let call = message(&ODD);
    for patch in [
        call.patch().append(TextElem::new("more")),
        call.patch().with_cloud_custom_data("data"),
        call.patch().remove(0).unwrap().with_cloud_custom_data("data"),
    ] {
        let read: Answer = serde_json::from_str(&answer(&patch)).unwrap();
        assert_eq!(Verdict::try_from(read), Ok(Verdict::Modify(patch)));
    }
}

#[test]
fn patches_are_equal_when_they_send_the_same() {
    let call = message(&ODD);
    let more = || call.patch().append(TextElem::new("more"));
    assert_eq!(more(), more());
    assert_ne!(more(), call.patch());
    assert_ne!(more(), more().append(TextElem::new("more")));
    assert_ne!(more(), call.patch().append(TextElem::new("less")));
    assert_ne!(more(), more().with_cloud_custom_data("data"));
    let spelled = |text: &str| {
        let element = format!(r#"{{"MsgType":"TIMTextElem","MsgContent":{{"Text":"{text}"}}}}"#);
        message(&[&element]).patch().append(TextElem::new("more"))
    };
    assert_eq!(spelled("a"), spelled("\\u0061"));
    assert_ne!(spelled("a"), spelled("b"));
}

#[test]
fn patches_that_send_different_numbers_beyond_the_range_are_not_equal() {
    let with = |numbers: &str| {
        let element =
            format!(r#"{{"MsgType":"TIMTextElem","MsgContent":{{"Text":"a"}},"x":{numbers}}}"#);
        message(&[&element]).patch().append(TextElem::new("more"))
    };
    assert_eq!(with("[1e999,1]"), with("[1e999,1]"));
    assert_ne!(with("[1e999,1]"), with("[1e999,2]"));
}

#[test]
fn a_raw_body_can_be_patched_without_a_call() {
    let body = before_body(&format!("[{}]", ODD.join(",")));
    let patch = MsgPatch::from_raw_body(body.as_bytes()).unwrap();
    assert!(patch.is_empty());
    assert_eq!(sent(&patch), ODD);
    assert_eq!(patch, message(&ODD).patch());
    let redact = |_: &str| Some("***".to_owned());
    assert_eq!(sent(&patch.redact(redact)), sent(&message(&ODD).patch().redact(redact)));
}

#[test]
fn a_raw_body_without_a_message_has_no_patch() {
    let message = r#"[{"MsgType":"TIMTextElem","MsgContent":{"Text":"x"}}]"#;
    for body in [
        String::new(),
        "{}".to_owned(),
        r#"{"MsgBody":null}"#.to_owned(),
        r#"{"MsgBody":{}}"#.to_owned(),
        format!("[{message}]"),
        format!(r#"{{"MsgBody":{message}}} x"#),
        format!(r#"{{"MsgBody":{message},"MsgBody":{message}}}"#),
    ] {
        let error = MsgPatch::from_raw_body(body.as_bytes()).unwrap_err();
        assert_eq!(error, PatchError::NoMsgBody, "{body}");
    }
}

#[test]
fn a_typed_message_can_be_patched_without_its_unknown_fields() {
    let call = message(&ODD[..1]);
    let patch = MsgPatch::of(&call.msg_body);
    assert!(patch.is_empty());
    assert_eq!(sent(&patch), [r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"a你/b"}}"#]);
}

#[test]
fn a_call_for_test_can_be_patched_too() {
    let body = before_body(&format!("[{}]", ODD[0]));
    let request: BeforeSendMsg = serde_json::from_str(&body).unwrap();
    let patch = Call::for_test(request).patch().redact(|_| Some("***".to_owned()));
    assert_eq!(sent(&patch), [r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"***"}}"#]);
}
