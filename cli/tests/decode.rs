//! `decode`, `commands`, `completions` and `man`, as a user runs them.

#[path = "decode/commands.rs"]
mod commands;
#[path = "decode/pages.rs"]
mod pages;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tim_callback::{CallbackCommand, testing};

const MESSAGE: &str = "Group.CallbackBeforeSendMsg";

struct Ran {
    out: String,
    errors: String,
    status: Option<i32>,
}

fn run(args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tim-callback"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(output.stdout), errors: text(output.stderr), status: output.status.code() }
}

/// The objects that were printed by `--json`.
fn objects(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn decode(args: &[&str], input: &str) -> (Value, Option<i32>) {
    let ran = run(&[&["decode", "--json"], args].concat(), input);
    let [view] = &objects(&ran)[..] else { panic!("{}{}", ran.out, ran.errors) };
    (view.clone(), ran.status)
}

#[test]
fn every_sample_is_decoded_with_the_command_that_it_names() {
    let mut nameless = Vec::new();
    for &command in CallbackCommand::all() {
        let body = String::from_utf8(testing::body(command).into_bytes().unwrap()).unwrap();
        let names_itself = body.contains("\"CallbackCommand\"");
        let named: &[&str] = if names_itself { &[] } else { &["--command", command.name()] };
        nameless.extend((!names_itself).then_some(command.name()));
        let (view, status) = decode(named, &body);
        assert_eq!((&view["command"], status), (&command.name().into(), Some(0)), "{view}");
        assert!(view["dedup_key"].as_str().unwrap().starts_with(command.name()), "{view}");
        assert!(view["request"].is_object() && view["error"].is_null());
        assert_eq!(view["answers"] == json!([]), !command.is_before(), "{view}");
    }
    assert_eq!(nameless, ["ContentCallback.ResultNotify"]);
}

#[test]
fn a_body_comes_from_a_file_an_argument_or_stdin() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(MESSAGE);
    let file = file.join("request.json").into_os_string().into_string().unwrap();
    let body = std::fs::read_to_string(&file).unwrap();
    let from_stdin = decode(&[], &body);
    assert_eq!(from_stdin.1, Some(0));
    assert_eq!(decode(&[&file], ""), from_stdin);
    assert_eq!(decode(&["-"], &body), from_stdin);
    assert_eq!(decode(&["--body", &body], ""), from_stdin);
    assert_eq!(from_stdin.0["ordering_key"], "@TGS#_@TGS#cQVLVHIM62CJ@TOPIC#_TestTopic");
}

#[test]
fn the_text_has_command_keys_answers_and_the_typed_view() {
    let body = testing::body(CallbackCommand::GroupBeforeSendMsg).text("\u{1b}[2J");
    let body = String::from_utf8(body.into_bytes().unwrap()).unwrap();
    let ran = run(&["decode"], &body);
    for words in [
        "command       Group.CallbackBeforeSendMsg (before)\n",
        "dedup key     Group.CallbackBeforeSendMsg:",
        "answer        ErrorCode 1: the message is refused, the sender gets 10016\n",
        "answer        defined codes: 0, 1, 2 or 10100 to 10200\n",
        "\n  \"From_Account\": \"jared\",\n",
    ] {
        assert!(ran.out.contains(words), "{words:?} is not in\n{}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
}

#[test]
fn what_is_untyped_is_pointed_at() {
    let body = testing::body(CallbackCommand::StateChange).add("New", json!({"a": 1}));
    let body = String::from_utf8(body.into_bytes().unwrap()).unwrap();
    let (view, status) = decode(&[], &body);
    assert_eq!((&view["untyped"], status), (&json!(["/New/a"]), Some(1)));
    assert!(run(&["decode"], &body).out.contains("untyped       /New/a\n"));
}

#[test]
fn an_error_has_its_place() {
    let body = testing::body(CallbackCommand::GroupBeforeSendMsg)
        .set("MsgBody[0].MsgContent.Text", json!(["secret text"]));
    let body = String::from_utf8(body.into_bytes().unwrap()).unwrap();
    let ran = run(&["decode"], &body);
    assert_eq!(ran.status, Some(1));
    let error = "Group.CallbackBeforeSendMsg: expected a string at MsgBody[0].MsgContent.Text";
    assert!(ran.out.contains(error) && !ran.out.contains("secret text"), "{}", ran.out);
    let command = "command       Group.CallbackBeforeSendMsg (before)\n";
    assert!(ran.out.starts_with(command), "{}", ran.out);
    let (view, _) = decode(&[], "{\n\"CallbackCommand\": }");
    assert_eq!(view["error"], "the body is not JSON, at line 2, column 20");
    assert_eq!(decode(&["--command", MESSAGE], "{").1, Some(1));
}

#[test]
fn a_query_is_decoded_without_its_signature() {
    let query = "SdkAppid=7&CallbackCommand=State.StateChange&Sign=0123abcd&RequestTime=5&x=%1b";
    for (args, input) in [
        (&[][..], query),
        (&[], &format!("?{query}\n")),
        (&[], &format!("https://h/callback?{query}")),
        (&["--query", query], ""),
    ] {
        let (view, status) = decode(args, input);
        assert_eq!((&view["command"], status), (&"State.StateChange".into(), Some(0)));
        let expected = json!({"SdkAppid": "7", "CallbackCommand": "State.StateChange",
            "RequestTime": "5", "x": "\u{1b}"});
        assert_eq!(view["query"], expected);
        let ran = run(&[&["decode"], args].concat(), input);
        assert!(ran.out.contains(r"x=\u{1b}") && !ran.out.contains("0123abcd"), "{:?}", ran.out);
    }
    let (view, status) = decode(&["--query", "SdkAppid=1&a=%ff"], "");
    assert_eq!(status, Some(1));
    assert!(view["error"].as_str().unwrap().contains("UTF-8"), "{view}");
    let (view, status) = decode(&["--query", "SdkAppid=1&CallbackCommand=Live.New"], "");
    assert_eq!((&view["phase"], status), (&Value::Null, Some(1)));
}

#[test]
fn only_a_url_is_cut_at_its_question_mark() {
    let query = "SdkAppid=7&CallbackCommand=State.StateChange&back=/a?b=c";
    let body = testing::body(CallbackCommand::StateChange).into_bytes().unwrap();
    let body = String::from_utf8(body).unwrap();
    for url in [query.to_owned(), format!("?{query}"), format!("https://h/callback?{query}\n")] {
        for (args, input) in [
            (&["--query", &url][..], ""),
            (&[], &*url),
            (&["--query", &url, "--body", &body], ""),
            (&["--query", &url, "-"], &body),
        ] {
            let (view, status) = decode(args, input);
            assert_eq!((&view["query"]["back"], status), (&"/a?b=c".into(), Some(0)), "{view}");
        }
    }
}

#[test]
fn a_body_that_cannot_be_represented_names_its_command() {
    let body = testing::body(CallbackCommand::StateChange).into_bytes().unwrap();
    let body = String::from_utf8(body).unwrap().replacen('{', "{\"New\":1e999,", 1);
    let (view, status) = decode(&[], &body);
    assert_eq!((&view["command"], status), (&"State.StateChange".into(), Some(1)));
    assert!(view["error"].as_str().unwrap().starts_with("a number, a lone"), "{view}");
}

#[test]
fn a_body_with_its_query_has_the_command_of_the_query() {
    let query = "SdkAppid=1&CallbackCommand=Group.CallbackBeforeSendMsg";
    let (view, status) =
        decode(&["--query", query, "-"], r#"{"CallbackCommand":"State.StateChange"}"#);
    assert_eq!(status, Some(1));
    assert!(view["error"].as_str().unwrap().contains("another command"), "{view}");
    let query = "SdkAppid=1&CallbackCommand=Live.CallbackNew";
    let (view, status) = decode(&["--query", query, "--body", "{}"], "");
    assert_eq!((&view["command"], status), (&"Live.CallbackNew".into(), Some(1)));
    assert!(view["dedup_key"].as_str().unwrap().starts_with("Live.CallbackNew:"));
}

#[test]
fn what_cannot_be_run_has_status_2() {
    for (args, input, words) in [
        (
            &["--command", "Group.New"][..],
            "{}",
            "\"Group.New\" is unknown to this version; the nearest names: Group.Callback",
        ),
        (&[], "{}", "the body names no command: give --command or --query"),
        (&["no-such-file.json"], "", "no-such-file.json: No such file"),
        (&["--body", "{}", "file"], "", "cannot be used with"),
    ] {
        let ran = run(&[&["decode"], args].concat(), input);
        assert_eq!(ran.status, Some(2), "{args:?}: {}", ran.out);
        assert!(ran.errors.contains(words) && ran.out.is_empty(), "{}", ran.errors);
    }
}
