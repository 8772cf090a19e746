//! Things in things: arrays, objects and forwards, far deeper than anyone needs.

use libtest_mimic::Trial;

use crate::case::{BEFORE, Wrong, bad_before, case, decode_before, is_wrong, same};
use crate::support::{self, before_body, nested_forwards, nested_path};

/// A reader's limit for what it does not skip: 127 lists and objects in one another, the body's
/// own object included.
const LIMIT: usize = 127;

const LEVELS: [usize; 12] = [1, 2, 50, 100, 126, 127, 128, 129, 200, 1_000, 10_000, 100_000];

pub fn cases(trials: &mut Vec<Trial>) {
    for levels in LEVELS {
        for (shape, json) in [
            ("arrays", format!("{}{}", "[".repeat(levels), "]".repeat(levels))),
            ("objects", format!("{}7{}", "{\"a\":".repeat(levels), "}".repeat(levels))),
        ] {
            closed(trials, &format!("{shape}_{levels}"), levels, &json);
        }
        for (shape, open) in [("arrays", "["), ("objects", "{\"a\":"), ("both", "[{\"a\":")] {
            let name = format!("nesting::open::{shape}_{levels}");
            bad_before(trials, name, open.repeat(levels), Wrong::NotJson);
            let name = format!("nesting::open_in_an_unknown_field::{shape}_{levels}");
            let body = format!("{{\"New\":{}", open.repeat(levels));
            bad_before(trials, name, body, Wrong::NotJson);
        }
    }
    forwards(trials);
    wide(trials);
}

fn at_depth(outer: usize, levels: usize, path: &str) -> Wrong {
    if outer + levels > LIMIT { Wrong::NotJson } else { Wrong::Unexpected(path.to_owned()) }
}

fn closed(trials: &mut Vec<Trial>, name: &str, levels: usize, json: &str) {
    let base = |field: &str| {
        let body = support::before_with(|body| body[field] = "here".into()).to_string();
        body.replacen("\"here\"", json, 1)
    };
    // The object around the body is read whatever the body is: an array is wrong at once, an
    // object lacks its fields.
    if json.starts_with('[') {
        let body = json.to_owned();
        let wanted = at_depth(0, levels, "");
        bad_before(trials, format!("nesting::body::{name}"), body, wanted);
    }
    // What nobody knows is skipped, not read: any depth will do.
    let skipped = base("New");
    trials.push(case(format!("nesting::unknown_field::{name}"), move || {
        let call = decode_before(skipped).map_err(|error| error.to_string())?;
        same("texts", &call.msg_body.texts(), &vec!["red packet"])
    }));
    for field in ["Random", "GroupId", "EventTime", "CloudCustomData", "CallbackCommand"] {
        let wanted = at_depth(1, levels, field);
        bad_before(trials, format!("nesting::{field}::{name}"), base(field), wanted);
    }

    let element = |first: &str, second: &str| before_body(&format!("[{{{first},{second}}}]"));
    let unknown = "\"MsgType\":\"New\"";
    let content = format!("\"MsgContent\":{json}");
    for (order, body) in
        [("type_first", element(unknown, &content)), ("content_first", element(&content, unknown))]
    {
        let expected = json.to_owned();
        trials.push(case(format!("nesting::unknown_content_{order}::{name}"), move || {
            if 3 + levels > LIMIT {
                return is_wrong(BEFORE, body, &Wrong::NotJson);
            }
            let call = decode_before(body).map_err(|error| error.to_string())?;
            let tim_callback::MsgElement::Unknown(element) = &call.msg_body[0] else {
                return Err("not unknown".into());
            };
            same("content", &element.content().get().to_owned(), &expected)
        }));
    }
    // The content of a known type: its unknown fields are skipped once the type is known; a
    // content that comes first has to be read.
    let content = format!("\"MsgContent\":{{\"New\":{json},\"Text\":\"x\"}}");
    let text = "\"MsgType\":\"TIMTextElem\"";
    for (order, body, decodes) in [
        ("type_first", element(text, &content), true),
        ("content_first", element(&content, text), 4 + levels <= LIMIT),
    ] {
        trials.push(case(format!("nesting::field_of_a_text_{order}::{name}"), move || {
            if !decodes {
                return is_wrong(BEFORE, body, &Wrong::NotJson);
            }
            let call = decode_before(body).map_err(|error| error.to_string())?;
            same("texts", &call.msg_body.texts(), &vec!["x"])
        }));
    }
    let content = format!("\"MsgContent\":{{\"Text\":{json}}}");
    for (order, body) in
        [("type_first", element(text, &content)), ("content_first", element(&content, text))]
    {
        let wanted = at_depth(4, levels, "MsgBody[0].MsgContent.Text");
        bad_before(trials, format!("nesting::text_{order}::{name}"), body, wanted);
    }
}

const TEXT: &str = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":"deep"}}"#;

/// A text inside this many forwards; `content_first` says of each, from the outermost, whether its
/// content comes before its type.
fn forwarded(depth: usize, content_first: fn(usize) -> bool) -> String {
    const CONTENT: &str = r#""MsgContent":{"MsgList":[{"MsgBody":["#;
    const END: &str = "]}]}";
    const KIND: &str = r#""MsgType":"TIMRelayElem""#;
    let mut json = String::new();
    for level in 0..depth {
        json += "{";
        if !content_first(level) {
            json = json + KIND + ",";
        }
        json += CONTENT;
    }
    json += TEXT;
    for level in (0..depth).rev() {
        json += END;
        if content_first(level) {
            json = json + "," + KIND;
        }
        json += "}";
    }
    json
}

fn forwards(trials: &mut Vec<Trial>) {
    for depth in (0..=30).chain([50, 100, 127, 128, 300, 999, 3_000, 20_000]) {
        for (order, element) in [
            ("type_first", forwarded(depth, |_| false)),
            ("content_first", forwarded(depth, |_| true)),
            ("alternating", forwarded(depth, |level| level % 2 == 0)),
        ] {
            let body = before_body(&format!("[{element}]"));
            trials.push(case(format!("nesting::forwards::{order}_{depth}"), move || match depth {
                0..=8 => {
                    let call = decode_before(body).map_err(|error| error.to_string())?;
                    same("texts", &call.msg_body.texts(), &vec!["deep"])?;
                    let patch = call.patch().redact(|_| Some("*".to_owned()));
                    let redacted = patch.elements()[0].get();
                    same("redacted", &redacted.to_owned(), &element.replace("deep", "*"))
                }
                // The innermost that has more than eight in it.
                9..=24 => {
                    let path = nested_path(depth - 9) + ".MsgContent";
                    is_wrong(BEFORE, body, &Wrong::TooDeep(path))
                }
                // Five levels a forward: the reader's own limit comes first.
                _ => is_wrong(BEFORE, body, &Wrong::NotJson),
            }));
        }
    }
    // As deep, but with an error of its own inside.
    for depth in 0..=24 {
        let inner = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":7}}"#;
        let body = before_body(&format!("[{}]", nested_forwards(depth, inner)));
        let wanted = Wrong::Unexpected(format!("{}.MsgContent.Text", nested_path(depth)));
        bad_before(trials, format!("nesting::forwards::bad_text_{depth}"), body, wanted);
    }
    // A forward whose parts are not what they should be.
    for (name, content, wrong) in [
        ("list_of_elements", r#"{"MsgList":[[]]}"#, ".MsgList[0]"),
        ("list_of_null", r#"{"MsgList":[null]}"#, ".MsgList[0]"),
        ("list_is_object", r#"{"MsgList":{}}"#, ".MsgList"),
        ("body_is_object", r#"{"MsgList":[{"MsgBody":{}}]}"#, ".MsgList[0].MsgBody"),
        ("body_of_null", r#"{"MsgList":[{"MsgBody":[null]}]}"#, ".MsgList[0].MsgBody[0]"),
        ("abstract_of_null", r#"{"AbstractList":[null]}"#, ".AbstractList[0]"),
        ("abstract_is_text", r#"{"AbstractList":"x"}"#, ".AbstractList"),
    ] {
        let body = format!(r#"[{{"MsgType":"TIMRelayElem","MsgContent":{content}}}]"#);
        let wanted = Wrong::Unexpected(format!("MsgBody[0].MsgContent{wrong}"));
        bad_before(trials, format!("nesting::forwards::{name}"), before_body(&body), wanted);
    }
}

/// Wide and as deep as allowed: all of it is read, once.
fn wide(trials: &mut Vec<Trial>) {
    for (name, kind_first) in [("type_first", true), ("content_first", false)] {
        trials.push(case(format!("nesting::wide::{name}"), move || {
            // Three forwards in each of seven levels: 2187 texts.
            let element = (0..7).fold(TEXT.to_owned(), |inner, _| {
                let messages = vec![format!(r#"{{"MsgBody":[{inner}]}}"#); 3].join(",");
                let content = format!(r#""MsgContent":{{"MsgList":[{messages}]}}"#);
                let kind = r#""MsgType":"TIMRelayElem""#;
                match kind_first {
                    true => format!("{{{kind},{content}}}"),
                    false => format!("{{{content},{kind}}}"),
                }
            });
            let call = decode_before(before_body(&format!("[{element}]")));
            let call = call.map_err(|error| error.to_string())?;
            same("texts", &call.msg_body.texts().len(), &2187)
        }));
    }
}
