//! Queries that are merged into the body, and queries with a leading `?`.

use std::path::Path;

use serde_json::{Value, json};
use tim_callback::CallbackCommand;

use super::{MESSAGE, audit, counts, line, message, row};

fn merged(mut body: Value) -> Value {
    for (key, value) in [
        ("SdkAppid", json!("1400000000")),
        ("contenttype", json!("json")),
        ("clientip", json!("127.0.0.1")),
        ("OptPlatform", json!("iOS")),
        ("Sign", json!("ab")),
        ("RequestTime", json!(1669872112)),
        ("RequestID", json!("r")),
    ] {
        body[key] = value;
    }
    body
}

fn entry(entry: &Value) -> String {
    entry.to_string() + "\n"
}

#[test]
fn a_merged_query_is_said_once_and_its_fields_are_not_untyped() {
    let body = merged(message(json!([])));
    let input = [
        line(MESSAGE, body.clone()),
        line(MESSAGE, body.to_string()),
        line("Live.CallbackNew", body),
        line(MESSAGE, message(json!([]))),
    ];
    let ran = audit(&[], &input.concat());
    assert_eq!(counts(&ran.out, MESSAGE), ["3", "0", "0", "0"], "{}", ran.out);
    let said = "the query is merged into the body (lines: 3, without another query: 0)\n";
    assert!(ran.out.ends_with(said), "{}", ran.out);
    assert_eq!(ran.out.matches("merged").count(), 1);
    for param in ["SdkAppid", "clientip", "Sign", "RequestTime"] {
        assert!(!ran.out.contains(param), "{}", ran.out);
    }
}

#[test]
fn the_bodys_own_untyped_fields_are_still_reported() {
    let mut body = merged(message(json!([])));
    body["New"] = json!(1);
    body["Deep"] = json!({"Sign": "x"});
    let ran = audit(&[], &line(MESSAGE, body));
    assert_eq!(row(&ran.out, " New")[0], "1");
    assert_eq!(row(&ran.out, "Deep.Sign")[0], "1");
    assert_eq!(counts(&ran.out, MESSAGE), ["0", "1", "0", "0"]);
}

#[test]
fn a_line_without_a_query_takes_it_from_the_body() {
    let body = merged(message(json!([])));
    let mut input = entry(&json!({"body": body}));
    for query in [json!(null), json!(""), json!("?")] {
        input += &entry(&json!({"query": query, "body": body}));
    }
    input += &entry(&json!({"body": body.to_string()}));
    let ran = audit(&[], &input);
    assert!(ran.clean, "{}", ran.out);
    assert_eq!(counts(&ran.out, MESSAGE), ["5", "0", "0", "0"]);
    assert!(ran.out.contains("(lines: 5, without another query: 5)"), "{}", ran.out);
}

#[test]
fn a_query_of_the_line_wins_over_the_body() {
    let mut body = merged(message(json!([])));
    body["SdkAppid"] = json!("not a number");
    let ran = audit(&[], &line(MESSAGE, body.clone()));
    assert_eq!(counts(&ran.out, MESSAGE), ["1", "0", "0", "0"], "{}", ran.out);
    let ran = audit(&[], &entry(&json!({"body": body})));
    assert_eq!(row(&ran.out, "SdkAppid is not a plain decimal number")[0], "1");
}

#[test]
fn a_line_without_any_query_is_an_error() {
    let input = entry(&json!({"body": message(json!([]))})) + &entry(&json!({"body": "x"}));
    let ran = audit(&[], &input);
    assert_eq!(row(&ran.out, "the line has no query")[..2], ["2", "1"]);
    assert!(!ran.out.contains("merged"), "{}", ran.out);
}

#[test]
fn a_body_that_names_app_and_content_type_itself_is_not_merged() {
    let command = "ContentCallback.ResultNotify";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/");
    let text = std::fs::read_to_string(format!("{path}{command}/request.json")).unwrap();
    let mut body: Value = serde_json::from_str(&text).unwrap();
    assert!(body["SdkAppId"].is_number() && body["ContentType"] == "Text");
    body["CallbackCommand"] = json!(command);
    body["RequestId"] = json!("new");
    let ran = audit(&[], &line(command, body.clone()));
    assert_eq!(row(&ran.out, " RequestId")[0], "1");
    assert!(!ran.out.contains("merged"), "{}", ran.out);

    let ran = audit(&[], &entry(&json!({"body": merged(body)})));
    assert!(ran.out.contains("(lines: 1, without another query: 1)"), "{}", ran.out);
    assert_eq!(counts(&ran.out, command), ["1", "0", "0", "0"], "{}", ran.out);
}

#[test]
fn a_leading_question_mark_does_not_belong_to_the_query() {
    let query = format!("?SdkAppid=1&CallbackCommand={MESSAGE}&contenttype=json");
    let ran = audit(&[], &entry(&json!({"query": query, "body": message(json!([]))})));
    assert!(ran.clean, "{}", ran.out);
    let ran = audit(&[], &entry(&json!({"query": format!("?{query}"), "body": {}})));
    assert_eq!(row(&ran.out, "missing SdkAppid")[0], "1");
}

#[test]
fn every_fixture_is_typed_with_its_query_in_the_body_only() {
    let mut input = String::new();
    for command in CallbackCommand::all() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures"));
        let read = |name| std::fs::read_to_string(folder.join(command.name()).join(name)).unwrap();
        let mut body: Value = serde_json::from_str(&read("minimal.json")).unwrap();
        for parameter in read("query.txt").trim().split('&') {
            let (name, value) = parameter.split_once('=').unwrap();
            body[name] = json!(value);
        }
        input += &entry(&json!({"body": body}));
    }
    let ran = audit(&[], &input);
    let all = CallbackCommand::all().len().to_string();
    assert_eq!(counts(&ran.out, "all"), [&*all, "0", "0", "0"], "{}", ran.out);
    assert!(ran.clean);
}
