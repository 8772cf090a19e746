//! The summary: counts for each command, and each finding once.

use serde_json::{Map, Value, json};

use super::{MESSAGE, audit, counts, line, message, row};

const SECRET: &str = "meet me at noon";

fn text_with(more: &str) -> Value {
    json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": SECRET, more: SECRET}})
}

#[test]
fn commands_have_counts_and_only_complete_lines_count_as_typed() {
    let input = [
        line(MESSAGE, message(json!([]))),
        line(MESSAGE, message(json!([]))),
        line(MESSAGE, message(json!([text_with("New")]))),
        line(MESSAGE, json!({"CallbackCommand": MESSAGE})),
        line("Live.CallbackNew", json!({})),
        "not JSON\n".to_owned(),
    ];
    let ran = audit(&[], &input.concat());
    assert_eq!(counts(&ran.out, MESSAGE), ["2", "1", "0", "1"]);
    assert_eq!(counts(&ran.out, "Live.CallbackNew"), ["0", "0", "1", "0"]);
    assert_eq!(counts(&ran.out, "(no command)"), ["0", "0", "0", "1"]);
    assert_eq!(counts(&ran.out, "all"), ["2", "1", "1", "2"]);
    let totals = "6 lines: 2 typed, 1 with untyped fields, 1 of unknown commands, 2 undecodable\n";
    assert_eq!(ran.summary, totals);
    assert_eq!(ran.status, Some(1));
}

#[test]
fn an_untyped_field_is_said_once_with_count_and_first_line() {
    let two = message(json!([text_with("New"), text_with("New")]));
    let three = message(json!([text_with("New"), text_with("Rare"), text_with("New")]));
    let input = ["\n", &line(MESSAGE, two), &line(MESSAGE, three)].concat();
    let ran = audit(&[], &input);
    let expected = ["4", "2", MESSAGE, "MsgBody[].MsgContent.New"];
    assert_eq!(row(&ran.out, "MsgBody[].MsgContent.New"), expected);
    let expected = ["1", "3", MESSAGE, "MsgBody[].MsgContent.Rare"];
    assert_eq!(row(&ran.out, "MsgBody[].MsgContent.Rare"), expected);
    assert!(ran.out.find("MsgContent.New") < ran.out.find("MsgContent.Rare"), "{}", ran.out);
}

#[test]
fn the_same_path_of_two_commands_is_two_groups() {
    let mut modified = message(json!([]));
    modified["New"] = json!(1);
    let state = json!({
        "CallbackCommand": "State.StateChange", "EventTime": 1,
        "Info": {"Action": "Login", "To_Account": "a", "Reason": "Register"}, "New": 1
    });
    let input = line(MESSAGE, modified) + &line("State.StateChange", state);
    let ran = audit(&[], &input);
    assert_eq!(ran.out.matches(" New\n").count(), 2, "{}", ran.out);
}

#[test]
fn equal_errors_are_one_group_with_what_was_expected() {
    let wrong = |index: usize| {
        let mut elements = vec![json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": "x"}}); 3];
        elements[index]["MsgContent"]["Text"] = json!([SECRET]);
        line(MESSAGE, message(elements))
    };
    let missing = line(MESSAGE, json!({"CallbackCommand": MESSAGE}));
    let ran = audit(&[], &[wrong(0), missing, wrong(2)].concat());
    let found = row(&ran.out, "at MsgBody[].MsgContent.Text");
    assert_eq!(found[..4], ["2", "1", MESSAGE, "expected"]);
    assert_eq!(row(&ran.out, "missing field GroupId")[..3], ["1", "2", MESSAGE]);
    assert!(ran.out.contains("please report it to tim-callback"), "{}", ran.out);
    assert!(!ran.out.contains(SECRET));
}

#[test]
fn positions_and_sizes_do_not_make_errors_different() {
    let mut input = String::from("{\n{\"query\": 1}\n");
    input += &line(MESSAGE, "{");
    input += &line(MESSAGE, "[[1, 2");
    input += &line(MESSAGE, "x".repeat((1 << 20) + 1));
    input += &line(MESSAGE, "x".repeat((1 << 20) + 2));
    for query in ["SdkAppid=1&a=%ff", "SdkAppid=1&aa=1&b=%ff"] {
        input += &(json!({"query": query, "body": {}}).to_string() + "\n");
    }
    let ran = audit(&[], &input);
    for (error, first) in [
        ("not an object with query and body", "1"),
        ("the body is not JSON", "3"),
        ("the body has more than 1048576 bytes", "5"),
        ("a parameter of the query is not UTF-8", "7"),
    ] {
        assert_eq!(row(&ran.out, error)[..2], ["2", first], "{}", ran.out);
    }
}

#[test]
fn groups_are_bounded_and_the_rest_is_counted() {
    let mut many = message(json!([]));
    for number in 0..130 {
        many[format!("New{number:03}")] = json!(1);
    }
    let mut input = line(MESSAGE, many.clone()) + &line(MESSAGE, many);
    for number in 0..150 {
        input += &line(&format!("Live.CallbackNew{number:03}"), json!({}));
    }
    let ran = audit(&[], &input);
    assert_eq!(ran.out.matches(" New").count(), 100, "{}", ran.out);
    assert_eq!(row(&ran.out, "(others, left out after 100)")[0], "60");
    assert_eq!(ran.out.matches("Live.CallbackNew").count(), 100);
    assert_eq!(counts(&ran.out, "(other unknown commands)"), ["0", "0", "50", "0"]);
    assert_eq!(counts(&ran.out, "all"), ["0", "2", "150", "0"]);
}

#[test]
fn values_are_not_printed_and_neither_are_keys_that_are_no_names() {
    let mut body = message(
        json!([text_with("New"), {"MsgType": "TIMNewElem", "MsgContent": {SECRET: SECRET}}]),
    );
    body["Map"] = Value::Object(Map::from_iter([
        (SECRET.to_owned(), json!({"Deep": SECRET})),
        ("\u{1b}[2J".to_owned(), json!({"Deep": SECRET})),
        ("144115233406643804".to_owned(), json!({"Deep": SECRET})),
        ("x".repeat(65), json!({"Deep": SECRET})),
    ]));
    let deep = (0..100).fold(json!(SECRET), |inner, _| json!({"Level": inner}));
    body["Long"] = deep;
    let mut input = line(MESSAGE, body);
    input += &line("meet+me+at+noon", json!({}));
    input += &(json!({"query": SECRET, "body": SECRET}).to_string() + "\n");
    let ran = audit(&[], &input);
    for text in [&ran.out, &ran.summary] {
        assert!(!text.contains("noon") && !text.contains('\u{1b}'), "{text}");
    }
    assert_eq!(row(&ran.out, "Map.*.Deep")[0], "4");
    assert_eq!(row(&ran.out, " MsgBody[].MsgContent")[0], "1");
    assert_eq!(counts(&ran.out, "(not a name)"), ["0", "0", "1", "0"]);
    let longest = ran.out.lines().map(str::len).max();
    assert!(longest < Some(400), "{}", ran.out);
}

#[test]
fn what_cannot_be_run_has_status_2() {
    for args in [&["--nothing"][..], &["/no/such/file"], &["/"]] {
        let ran = audit(args, "");
        assert_eq!(ran.status, Some(2), "{args:?}");
        assert!(!ran.summary.is_empty(), "{args:?}");
    }
    let help = audit(&["--help"], "");
    assert_eq!(help.status, Some(0));
    for said in ["Exit status: 0", "--json", "merged the query", "up to", "Example:"] {
        assert!(help.out.contains(said), "{said}: {}", help.out);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn totals_that_nobody_can_read_are_no_error() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let mut audit = std::process::Command::new(env!("CARGO_BIN_EXE_tim-callback"));
    let ran = audit.args(["audit", "/dev/null"]).stderr(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert!(ran.stdout.starts_with(b"command "));
}
