//! Bodies that are no JSON, no object, or an object with the wrong keys.

use std::sync::Arc;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::case::{BEFORE, Outcome, Wrong, bad_before, case, is_wrong, same, typed, wrong};
use crate::places::{Body, Kind, find, requests};
use crate::support;
use crate::tree::{Path, Step, with};

type Check = fn(&Body) -> Outcome;

/// What every object of every fixture has to stand.
const CHECKS: [(&str, Check); 11] = [
    ("an_array_is_no_object", arrays_for_objects),
    ("an_object_in_a_list_is_no_object", objects_in_lists),
    ("an_empty_object_lacks_what_is_required", empty_objects),
    ("a_key_twice", keys_twice),
    ("a_key_twice_then_null", keys_twice_with_null),
    ("a_key_twice_once_escaped", keys_twice_escaped),
    ("a_key_in_other_case", keys_in_other_case),
    ("a_key_with_a_blank", keys_with_a_blank),
    ("unknown_keys_of_every_kind", unknown_keys),
    ("junk_behind", junk_behind),
    ("junk_in_front", junk_in_front),
];

pub fn cases(trials: &mut Vec<Trial>) {
    for (label, body) in requests() {
        for (name, check) in CHECKS {
            let body = Arc::clone(&body);
            trials.push(case(format!("json::{label}::{name}"), move || check(&body)));
        }
    }
    no_objects(trials);
    ignored(trials);
}

fn objects(body: &Body) -> impl Iterator<Item = (&Path, &serde_json::Map<String, Value>)> {
    body.places.iter().filter(|place| place.kind == Kind::Object).map(|place| {
        let object = find(&body.value, &place.path.0).and_then(Value::as_object);
        (&place.path, object.expect("an object"))
    })
}

fn child(path: &Path, key: &str) -> Path {
    let mut path = path.clone();
    path.0.push(Step::Key(key.to_owned()));
    path
}

/// Every known key of every object: where it is, and what stands there.
fn keys(body: &Body) -> impl Iterator<Item = (&Path, &str, &Value)> {
    objects(body).flat_map(|(path, object)| {
        object.iter().map(move |(key, value)| (path, key.as_str(), value))
    })
}

fn refused(body: &Body, value: &Value, wanted: &Wrong) -> Outcome {
    is_wrong(body.command, value.to_string(), wanted)
}

fn arrays_for_objects(body: &Body) -> Outcome {
    for (path, object) in objects(body) {
        let values: Vec<_> = object.values().cloned().collect();
        let changed = with(&body.value, path, Value::Array(values));
        refused(body, &changed, &Wrong::Unexpected(path.to_string()))?;
        let pairs: Vec<_> = object.iter().map(|(key, value)| json!([key, value])).collect();
        let changed = with(&body.value, path, Value::Array(pairs));
        refused(body, &changed, &Wrong::Unexpected(path.to_string()))?;
    }
    Ok(())
}

fn objects_in_lists(body: &Body) -> Outcome {
    for (path, object) in objects(body) {
        let changed = with(&body.value, path, json!([object]));
        refused(body, &changed, &Wrong::Unexpected(path.to_string()))?;
    }
    Ok(())
}

fn empty_objects(body: &Body) -> Outcome {
    for (path, object) in objects(body) {
        let required: Vec<_> = object
            .keys()
            .map(|key| child(path, key))
            .filter(|child| body.is_required(child))
            .map(|child| Wrong::Missing(child.to_string()))
            .collect();
        let changed = with(&body.value, path, json!({})).to_string();
        let got = typed(body.command, &changed).map_err(|error| wrong(body.command, &error));
        match got {
            Err(wrong) if required.contains(&wrong) => {}
            Ok(_) if required.is_empty() => {}
            got => return Err(format!("{{}} at {path}: {got:?}, required: {required:?}").into()),
        }
    }
    Ok(())
}

/// The body with one more entry at the end of the object at `path`.
fn with_entry(body: &Body, path: &Path, entry: &str) -> String {
    let object = find(&body.value, &path.0).expect("an object").to_string();
    let more = match object.strip_suffix('}') {
        Some("{") => format!("{{{entry}}}"),
        Some(entries) => format!("{entries},{entry}}}"),
        None => unreachable!("an object ends"),
    };
    if path.0.is_empty() { more } else { body.text_with(&path.0, &more) }
}

fn twice(body: &Body, entry: impl Fn(&str, &Value) -> String) -> Outcome {
    for (path, key, value) in keys(body) {
        let text = with_entry(body, path, &entry(key, value));
        let wanted = Wrong::Duplicate(child(path, key).to_string());
        is_wrong(body.command, text, &wanted)?;
    }
    Ok(())
}

fn keys_twice(body: &Body) -> Outcome {
    twice(body, |key, value| format!("{}:{value}", json!(key)))
}

fn keys_twice_with_null(body: &Body) -> Outcome {
    twice(body, |key, _| format!("{}:null", json!(key)))
}

fn keys_twice_escaped(body: &Body) -> Outcome {
    let escape = |unit: u16| format!("\\u{unit:04x}");
    let escaped = |key: &str| key.encode_utf16().map(escape).collect::<Vec<_>>().concat();
    twice(body, |key, value| format!("\"{}\":{value}", escaped(key)))
}

/// A key that is spelled otherwise is another key: the one that was meant is absent.
fn renamed(body: &Body, rename: impl Fn(&str) -> String) -> Outcome {
    for (path, key, value) in keys(body).filter(|(_, key, _)| rename(key) != *key) {
        let place = child(path, key);
        let without = crate::tree::without(&body.value, &place);
        let mut changed = without.clone();
        let object = crate::tree::at(&mut changed, &path.0).as_object_mut().expect("an object");
        object.insert(rename(key), value.clone());
        let got = typed(body.command, &changed.to_string()).map_err(|e| wrong(body.command, &e));
        let wanted = typed(body.command, &without.to_string()).map_err(|e| wrong(body.command, &e));
        if got == Ok(body.typed.clone()) && find(&body.typed, &place.0).is_some() {
            return Err(format!("{place} was found as {}", rename(key)).into());
        }
        same(&format!("{place} as {}", rename(key)), &got, &wanted)?;
    }
    Ok(())
}

fn keys_in_other_case(body: &Body) -> Outcome {
    renamed(body, str::to_uppercase)?;
    renamed(body, str::to_lowercase)
}

fn keys_with_a_blank(body: &Body) -> Outcome {
    renamed(body, |key| format!("{key} "))?;
    renamed(body, |key| format!("\u{feff}{key}"))?;
    renamed(body, |key| format!("{key}\0"))
}

fn unknown_keys(body: &Body) -> Outcome {
    let deep = format!("{}7{}", "[".repeat(50), "]".repeat(50));
    for json in ["null", "1.5", "\"\"", "{\"\":[{}]}", "123456789012345678901234567890", &deep] {
        for (path, _) in objects(body) {
            let entry = format!("\"\":{json},\"Something New\":{json},\"\":{json}");
            let text = with_entry(body, path, &entry);
            let got = typed(body.command, &text).map_err(|error| error.to_string())?;
            same(&format!("{json} in {path}"), &got, &body.typed)?;
        }
    }
    Ok(())
}

fn junk_behind(body: &Body) -> Outcome {
    for junk in ["}", "]", ",", "x", "{}", "null", "\0", "\u{feff}", "// the end", "<!-- -->"] {
        is_wrong(body.command, format!("{}{junk}", body.value), &Wrong::NotJson)?;
    }
    let got = typed(body.command, &format!("{} \r\n\t\n", body.value));
    same("white space behind", &got.map_err(|error| error.to_string())?, &body.typed)
}

fn junk_in_front(body: &Body) -> Outcome {
    for junk in ["{", "[", ",", "x", "{}", "null", "\0", "\u{feff}", ")]}',\n", "callback("] {
        let got = typed(body.command, &format!("{junk}{}", body.value));
        same(junk, &got.map_err(|error| wrong(body.command, &error)), &Err(Wrong::NotJson))?;
    }
    let spread = serde_json::to_string_pretty(&body.value)?.replace('\n', "\r\n\t");
    let got = typed(body.command, &format!(" \r\n\t{spread}"));
    same("white space in front", &got.map_err(|error| error.to_string())?, &body.typed)
}

fn no_objects(trials: &mut Vec<Trial>) {
    for (name, body) in [
        ("empty", ""),
        ("blank", " \r\n\t"),
        ("open_object", "{"),
        ("open_list", "["),
        ("closing", "}"),
        ("comma", "{,}"),
        ("no_value", "{\"a\"}"),
        ("no_colon", "{\"a\" 7}"),
        ("two_colons", "{\"a\"::7}"),
        ("no_comma", "{\"a\":7 \"b\":7}"),
        ("number_key", "{7:7}"),
        ("bare_key", "{a:7}"),
        ("single_quotes", "{'a':7}"),
        ("comment", "{/* a */}"),
        ("line_comment", "{} // a"),
        ("two_bodies", "{}{}"),
        ("json_lines", "{}\n{}"),
        ("form", "SdkAppid=1400000000&CallbackCommand=x"),
        ("xml", "<xml></xml>"),
        ("html", "<!DOCTYPE html>"),
        ("yaml", "a: 7"),
        ("nul", "\0"),
        ("word", "nul"),
    ] {
        bad_before(trials, format!("json::no_json::{name}"), body, Wrong::NotJson);
    }
    for body in ["null", "true", "7", "-7", "1.5", "\"\"", "\"{}\"", "[]", "[{}]", "[[[]]]"] {
        let wanted = Wrong::Unexpected(String::new());
        bad_before(trials, format!("json::no_object::{body}"), body, wanted);
    }
    let body = support::BEFORE;
    let quoted = Value::from(body).to_string();
    bad_before(trials, "json::no_object::itself_quoted", quoted, Wrong::Unexpected(String::new()));
    let listed = format!("[{body}]");
    bad_before(
        trials,
        "json::no_object::itself_in_a_list",
        listed,
        Wrong::Unexpected(String::new()),
    );
    let wrapped = format!("{{\"body\":{body}}}");
    let wanted = Wrong::Missing("CallbackCommand".into());
    bad_before(trials, "json::no_object::itself_in_an_object", wrapped, wanted);
    bad_before(trials, "json::no_object::empty", "{}", Wrong::Missing("CallbackCommand".into()));
}

/// What is ignored need not make sense, but it must be JSON.
fn ignored(trials: &mut Vec<Trial>) {
    let with = |junk: &str| support::BEFORE.replacen('{', &format!("{{\"New\":{junk},"), 1);
    for (name, junk) in [
        ("number_beyond_floats", "1e999"),
        ("long_number", &"9".repeat(10_000)),
        ("half_a_pair", r#""\ud800""#),
        ("keys_twice", r#"{"a":1,"a":2}"#),
        ("half_a_pair_as_key", r#"{"\udc00":1}"#),
    ] {
        let body = with(junk);
        trials.push(case(format!("json::ignored::{name}"), move || {
            let plain = typed(BEFORE, support::BEFORE).map_err(|error| error.to_string())?;
            let got = typed(BEFORE, &body).map_err(|error| error.to_string())?;
            same(name, &got, &plain)
        }));
    }
    for (name, junk) in [
        ("nan", "NaN"),
        ("leading_zero", "01"),
        ("bare_word", "x"),
        ("open_string", "\""),
        ("bad_escape", r#""\q""#),
        ("raw_line_end", "\"\n\""),
        ("mixed_brackets", "[}"),
        ("closed_too_often", "[]]"),
        ("comma", "[,]"),
        ("comma_behind", "[1,]"),
        ("short_escape", r#""\u12""#),
    ] {
        bad_before(trials, format!("json::ignored::{name}"), with(junk), Wrong::NotJson);
    }
}
