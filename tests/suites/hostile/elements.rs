//! Elements that are not what their type says, and types that nobody knows.

use libtest_mimic::Trial;
use serde_json::{Value, json};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::MsgType;
use tim_callback::{MsgElement, MsgVerdict, Policies, Receiver, Verifier};

use crate::case::{BEFORE, Outcome, Wrong, bad_before, case, decode_before, is_wrong, same};
use crate::support::{TIME, before_body, query_for};

pub fn cases(trials: &mut Vec<Trial>) {
    wrong_contents(trials);
    wrong_types(trials);
    almost_known(trials);
    incomplete(trials);
    smuggled(trials);
}

/// An element in both orders of its keys; `None` for one that is not there.
fn orders(kind: Option<&str>, content: Option<&str>) -> [(&'static str, String); 2] {
    let kind = kind.map(|kind| format!("\"MsgType\":{kind}"));
    let content = content.map(|content| format!("\"MsgContent\":{content}"));
    let joined = |parts: [&Option<String>; 2]| {
        let parts: Vec<_> = parts.into_iter().flatten().cloned().collect();
        format!("{{{}}}", parts.join(","))
    };
    [("type_first", joined([&kind, &content])), ("content_first", joined([&content, &kind]))]
}

fn message(element: &str) -> String {
    before_body(&format!(r#"[{{"MsgType":"New","MsgContent":7}},{element}]"#))
}

const PLACE: &str = "MsgBody[1]";

fn wrong_contents(trials: &mut Vec<Trial>) {
    for kind in MsgType::all() {
        let name = kind.name();
        for content in
            ["null", "true", "7", "1.5", "\"\"", "\"{}\"", "[]", "[\"x\"]", "[{}]", "[[\"x\"]]"]
        {
            for (order, element) in orders(Some(&json!(name).to_string()), Some(content)) {
                let wanted = Wrong::Unexpected(format!("{PLACE}.MsgContent"));
                let label = format!("elements::content::{name}_{content}_{order}");
                bad_before(trials, label, message(&element), wanted);
            }
        }
        for (order, element) in orders(Some(&json!(name).to_string()), None) {
            let wanted = Wrong::Missing(format!("{PLACE}.MsgContent"));
            let label = format!("elements::content::{name}_absent_{order}");
            bad_before(trials, label, message(&element), wanted);
        }
        // The content of another type: a text's is never another's, and no other's is a text's.
        for (order, element) in
            orders(Some(&json!(name).to_string()), Some(r#"{"Text":"x","New":null}"#))
        {
            let label = format!("elements::content::{name}_that_is_a_text_{order}");
            let name = *kind;
            trials.push(case(label, move || a_texts_content(name, &element)));
        }
    }
    for (order, element) in orders(Some("\"TIMTextElem\""), Some(r#"{"Desc":"x","Data":"y"}"#)) {
        let wanted = Wrong::Missing(format!("{PLACE}.MsgContent.Text"));
        bad_before(
            trials,
            format!("elements::content::text_that_is_custom_{order}"),
            message(&element),
            wanted,
        );
    }
    for (what, text) in
        [("null", "null"), ("number", "7"), ("list", "[\"x\"]"), ("object", "{\"Text\":\"x\"}")]
    {
        let content = format!("{{\"Text\":{text}}}");
        for (order, element) in orders(Some("\"TIMTextElem\""), Some(&content)) {
            let wanted = Wrong::Unexpected(format!("{PLACE}.MsgContent.Text"));
            bad_before(
                trials,
                format!("elements::text::{what}_{order}"),
                message(&element),
                wanted,
            );
        }
    }
    for (what, content) in [
        ("twice", r#"{"Text":"x","Text":"y"}"#),
        ("twice_with_more_between", r#"{"Text":"x","New":1,"Text":"x"}"#),
        ("twice_with_more_in_front", r#"{"New":1,"Text":"x","Text":null}"#),
        ("twice_once_escaped", r#"{"Text":"x","\u0054ext":"y"}"#),
    ] {
        for (order, element) in orders(Some("\"TIMTextElem\""), Some(content)) {
            let wanted = Wrong::Duplicate(format!("{PLACE}.MsgContent.Text"));
            bad_before(
                trials,
                format!("elements::text::{what}_{order}"),
                message(&element),
                wanted,
            );
        }
    }
    for (what, content) in [
        ("lower_case", r#"{"text":"x"}"#),
        ("blank", r#"{"Text ":"x"}"#),
        ("nested", r#"{"Content":{"Text":"x"}}"#),
        ("empty", "{}"),
    ] {
        for (order, element) in orders(Some("\"TIMTextElem\""), Some(content)) {
            let wanted = Wrong::Missing(format!("{PLACE}.MsgContent.Text"));
            bad_before(
                trials,
                format!("elements::text::{what}_{order}"),
                message(&element),
                wanted,
            );
        }
    }
}

/// Only a text takes a text's content for more than fields that it does not know.
fn a_texts_content(kind: MsgType, element: &str) -> Outcome {
    let required = match kind {
        MsgType::Text => {
            let call = decode_before(message(element)).map_err(|error| error.to_string())?;
            return same("texts", &call.msg_body.texts(), &vec!["x"]);
        }
        MsgType::Location => "Latitude",
        MsgType::Face => "Index",
        MsgType::Image => "ImageInfoArray",
        _ => {
            let call = decode_before(message(element)).map_err(|error| error.to_string())?;
            same("type", &call.msg_body[1].msg_type(), &kind.name())?;
            return same("texts", &call.msg_body.texts(), &vec![]);
        }
    };
    is_wrong(BEFORE, message(element), &Wrong::Missing(format!("{PLACE}.MsgContent.{required}")))
}

fn wrong_types(trials: &mut Vec<Trial>) {
    for kind in
        ["null", "true", "7", "1.5", "[]", "[\"TIMTextElem\"]", "{}", "{\"TIMTextElem\":{}}"]
    {
        for (order, element) in orders(Some(kind), Some(r#"{"Text":"x"}"#)) {
            let wanted = Wrong::Unexpected(format!("{PLACE}.MsgType"));
            bad_before(
                trials,
                format!("elements::type::{kind}_{order}"),
                message(&element),
                wanted,
            );
        }
    }
}

/// A name that is not exactly a known one is unknown, whatever the content looks like.
fn almost_known(trials: &mut Vec<Trial>) {
    for kind in MsgType::all() {
        let name = kind.name();
        for (what, almost) in [
            ("lower_case", name.to_lowercase()),
            ("upper_case", name.to_uppercase()),
            ("blank_behind", format!("{name} ")),
            ("blank_in_front", format!(" {name}")),
            ("nul_behind", format!("{name}\0")),
            ("no_prefix", name.trim_start_matches("TIM").to_owned()),
            ("twice", name.repeat(2)),
            ("cut", name[..name.len() - 1].to_owned()),
            ("look_alike", name.replacen('T', "\u{422}", 1)),
            ("byte_order_mark", format!("\u{feff}{name}")),
        ] {
            for (order, element) in
                orders(Some(&json!(almost).to_string()), Some(r#"{"Text":"x","Desc":"x"}"#))
            {
                let almost = almost.clone();
                trials.push(case(format!("elements::almost::{name}_{what}_{order}"), move || {
                    let call = decode_before(message(&element)).map_err(|e| e.to_string())?;
                    let MsgElement::Unknown(unknown) = &call.msg_body[1] else {
                        return Err(format!("{almost:?} is known").into());
                    };
                    same("type", &unknown.msg_type(), &almost.as_str())?;
                    let content = json!({"Text": "x", "Desc": "x"});
                    let kept: Value = serde_json::from_str(unknown.content().get())?;
                    same("content", &kept, &content)?;
                    same("texts", &call.msg_body.texts(), &vec![])
                }));
            }
        }
    }
    for content in ["null", "true", "-1", "1.5", "\"x\"", "[]", "[null]", "{}", "{\"\":0}"] {
        for (order, element) in orders(Some("\"\""), Some(content)) {
            trials.push(case(format!("elements::unknown::{content}_{order}"), move || {
                let call = decode_before(message(&element)).map_err(|error| error.to_string())?;
                let MsgElement::Unknown(unknown) = &call.msg_body[1] else {
                    return Err("the empty name is known".into());
                };
                same("content", &unknown.content().get(), &content)
            }));
        }
    }
}

fn incomplete(trials: &mut Vec<Trial>) {
    for (name, element, wanted) in [
        ("empty", "{}", Wrong::Missing(format!("{PLACE}.MsgType"))),
        ("no_type", r#"{"MsgContent":{"Text":"x"}}"#, Wrong::Missing(format!("{PLACE}.MsgType"))),
        ("no_known_key", r#"{"a":1}"#, Wrong::Missing(format!("{PLACE}.MsgType"))),
        (
            "unknown_without_content",
            r#"{"MsgType":"New"}"#,
            Wrong::Missing(format!("{PLACE}.MsgContent")),
        ),
        (
            "type_in_lower_case",
            r#"{"msgType":"TIMTextElem","MsgContent":{"Text":"x"}}"#,
            Wrong::Missing(format!("{PLACE}.MsgType")),
        ),
        (
            "content_in_lower_case",
            r#"{"MsgType":"TIMTextElem","msgContent":{"Text":"x"}}"#,
            Wrong::Missing(format!("{PLACE}.MsgContent")),
        ),
        (
            "content_beside",
            r#"{"MsgType":"TIMTextElem","Text":"x"}"#,
            Wrong::Missing(format!("{PLACE}.MsgContent")),
        ),
        (
            "type_twice",
            r#"{"MsgType":"New","MsgType":"TIMTextElem","MsgContent":{"Text":"x"}}"#,
            Wrong::Duplicate(format!("{PLACE}.MsgType")),
        ),
        (
            "type_twice_around",
            r#"{"MsgType":"New","MsgContent":{"Text":"x"},"MsgType":"TIMTextElem"}"#,
            Wrong::Duplicate(format!("{PLACE}.MsgType")),
        ),
        (
            "content_twice",
            r#"{"MsgType":"New","MsgContent":{"Text":"x"},"MsgContent":{"Text":"x"}}"#,
            Wrong::Duplicate(format!("{PLACE}.MsgContent")),
        ),
        (
            "content_twice_in_front",
            r#"{"MsgContent":{"Text":"x"},"MsgContent":{"Text":"x"},"MsgType":"New"}"#,
            Wrong::Duplicate(format!("{PLACE}.MsgContent")),
        ),
        (
            "type_twice_escaped",
            r#"{"MsgType":"New","MsgContent":{},"\u004dsgType":"New"}"#,
            Wrong::Duplicate(format!("{PLACE}.MsgType")),
        ),
        ("null", "null", Wrong::Unexpected(PLACE.into())),
        ("number", "7", Wrong::Unexpected(PLACE.into())),
        ("text", r#""TIMTextElem""#, Wrong::Unexpected(PLACE.into())),
        ("empty_list", "[]", Wrong::Unexpected(PLACE.into())),
        ("by_position", r#"["TIMTextElem",{"Text":"x"}]"#, Wrong::Unexpected(PLACE.into())),
        (
            "in_a_list",
            r#"[{"MsgType":"TIMTextElem","MsgContent":{"Text":"x"}}]"#,
            Wrong::Unexpected(PLACE.into()),
        ),
    ] {
        bad_before(trials, format!("elements::incomplete::{name}"), message(element), wanted);
    }
}

/// A moderator under `fail_closed` lets none of these through: each is judged or refused.
fn smuggled(trials: &mut Vec<Trial>) {
    for (name, element) in [
        ("plain", r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}"#),
        ("content_first", r#"{"MsgContent":{"Text":"spam"},"MsgType":"TIMTextElem"}"#),
        ("escaped_text", r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"\u0073p\u0061m"}}"#),
        (
            "escaped_keys",
            r#"{"\u004dsgType":"TIM\u0054extElem","Msg\u0043ontent":{"Te\u0078t":"spam"}}"#,
        ),
        (
            "text_twice_last",
            r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"ham","Text":"spam"}}"#,
        ),
        (
            "text_twice_first",
            r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam","Text":"ham"}}"#,
        ),
        (
            "content_twice",
            r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"ham"},"MsgContent":{"Text":"spam"}}"#,
        ),
        ("type_twice", r#"{"MsgType":"New","MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}"#),
        (
            "type_twice_around",
            r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"},"MsgType":"New"}"#,
        ),
        ("text_in_a_list", r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":["spam"]}}"#),
        ("content_in_a_list", r#"{"MsgType":"TIMTextElem","MsgContent":["spam"]}"#),
        ("content_in_a_string", r#"{"MsgType":"TIMTextElem","MsgContent":"{\"Text\":\"spam\"}"}"#),
        ("text_in_lower_case", r#"{"MsgType":"TIMTextElem","MsgContent":{"text":"spam"}}"#),
        ("type_in_a_list", r#"{"MsgType":["TIMTextElem"],"MsgContent":{"Text":"spam"}}"#),
        ("element_in_a_list", r#"[{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam"}}]"#),
        ("by_position", r#"["TIMTextElem",{"Text":"spam"}]"#),
        ("no_type", r#"{"MsgContent":{"Text":"spam"}}"#),
        ("half_a_pair_behind", r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"spam\ud800"}}"#),
        ("push_text", r#"{"MsgType":"TIMCustomElem","MsgContent":{"Desc":"spam"}}"#),
        ("file_name", r#"{"MsgType":"TIMFileElem","MsgContent":{"FileName":"spam"}}"#),
        (
            "place",
            r#"{"MsgType":"TIMLocationElem","MsgContent":{"Desc":"spam","Latitude":0,"Longitude":0}}"#,
        ),
        ("title", r#"{"MsgType":"TIMRelayElem","MsgContent":{"Title":"spam"}}"#),
        ("abstract", r#"{"MsgType":"TIMRelayElem","MsgContent":{"AbstractList":["ham","spam"]}}"#),
        ("fallback", r#"{"MsgType":"TIMRelayElem","MsgContent":{"CompatibleText":"spam"}}"#),
        (
            "markdown",
            r#"{"MsgType":"TIMStreamElem","MsgContent":{"Chunks":[{"Markdown":"spam"}]}}"#,
        ),
        (
            "forward",
            r#"{"MsgType":"TIMRelayElem","MsgContent":{"MsgList":[{"MsgBody":[{"MsgContent":{"Text":"spam"},"MsgType":"TIMTextElem"}]}]}}"#,
        ),
        (
            "malformed_in_a_forward",
            r#"{"MsgType":"TIMRelayElem","MsgContent":{"MsgList":[{"MsgBody":[{"MsgContent":{"Text":["spam"]},"MsgType":"TIMTextElem"}]}]}}"#,
        ),
    ] {
        trials.push(case(format!("elements::smuggled::{name}"), move || {
            let verifier = Verifier::unchecked_for_logs_and_tests();
            let receiver = Receiver::builder(verifier, Policies::fail_closed())
                .on_fn::<BeforeSendMsg>(|call| {
                    if call.msg_body.texts().contains(&"spam") {
                        MsgVerdict::Reject
                    } else {
                        MsgVerdict::Allow
                    }
                })
                .build()?;
            let reply = |element: &str| -> Value {
                let body = message(element);
                let reply = receiver.receive_at(&query_for(BEFORE.name()), body.into_bytes(), TIME);
                serde_json::from_slice(&reply.body).expect("an answer")
            };
            let ham = reply(r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"ham"}}"#);
            same("ham", &ham["ErrorCode"], &json!(0))?;
            same(element, &reply(element)["ErrorCode"], &json!(1))
        }));
    }
}
