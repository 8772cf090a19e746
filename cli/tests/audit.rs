//! `audit`, as a user runs it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tim_callback::CallbackCommand;

struct Ran {
    reports: Vec<Value>,
    out: String,
    summary: String,
    clean: bool,
}

fn audit(args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_audit"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let reports = out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let summary = String::from_utf8(output.stderr).unwrap();
    Ran { reports, out, summary, clean: output.status.success() }
}

fn line(command: &str, body: impl Into<Value>) -> String {
    let query = format!("SdkAppid=1&CallbackCommand={command}");
    json!({"query": query, "body": body.into()}).to_string() + "\n"
}

#[test]
fn every_fixture_is_typed_as_object_and_as_string() {
    let mut input = String::new();
    for command in CallbackCommand::all() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("tests/fixtures");
        let text =
            std::fs::read_to_string(folder.join(command.name()).join("minimal.json")).unwrap();
        input += &line(command.name(), serde_json::from_str::<Value>(&text).unwrap());
        input += &line(command.name(), text);
    }
    let ran = audit(&[], &input);
    assert!(ran.clean, "{}", ran.summary);
    assert_eq!(ran.reports.len(), 2 * CallbackCommand::all().len());
    for report in &ran.reports {
        assert_eq!(report["status"], "typed", "{report}");
    }
}

#[test]
fn what_is_not_carried_is_pointed_at() {
    let body = json!({
        "CallbackCommand": "Group.CallbackBeforeSendMsg", "GroupId": "g", "Type": "Public",
        "From_Account": "a", "Operator_Account": "a", "Random": "7", "New/~": {"deep": [1, null]},
        "MsgBody": [
            {"MsgType": "TIMTextElem", "MsgContent": {"Text": "x", "More": true}},
            {"MsgType": "TIMNewElem", "MsgContent": {"a": 1}}
        ]
    });
    let ran = audit(&[], &line("Group.CallbackBeforeSendMsg", body));
    assert!(!ran.clean);
    let expected =
        json!(["/MsgBody/0/MsgContent/More", "/MsgBody/1/MsgContent", "/New~1~0/deep/0"]);
    assert_eq!(ran.reports[0]["untyped"], expected);
    assert_eq!(ran.reports[0]["status"], "typed");
}

#[test]
fn lines_that_cannot_be_read_are_reported_and_the_rest_goes_on() {
    let input = format!(
        "not JSON\n{{\"query\":\"x\"}}\n\n{}{}",
        line("Live.CallbackNew", json!({})),
        line("State.StateChange", json!({"CallbackCommand": "State.StateChange"})),
    );
    let ran = audit(&[], &input);
    assert!(!ran.clean);
    let told: Vec<_> =
        ran.reports.iter().map(|r| (&r["line"], &r["status"], &r["command"])).collect();
    assert_eq!(
        json!(told),
        json!([
            [1, "error", null],
            [2, "error", null],
            [4, "unknown-command", "Live.CallbackNew"],
            [5, "error", "State.StateChange"]
        ])
    );
    assert_eq!(ran.reports[3]["error"], "State.StateChange: missing field Info");
    let help = "If Tencent sent this body, please report it to tim-callback.";
    assert_eq!(ran.reports[3]["help"], help);
    assert!(
        ran.summary.contains("4 lines: 0 typed, 1 of unknown commands, 3 errors"),
        "{}",
        ran.summary
    );
}

/// The lines of all files under `src/callbacks`, each file with the module it is in.
fn callback_files() -> Vec<(String, Vec<String>)> {
    let mut files = Vec::new();
    for family in read_dir("src/callbacks").into_iter().filter(|path| path.is_dir()) {
        let module = family.file_name().unwrap().to_str().unwrap();
        for file in read_dir(family.to_str().unwrap()) {
            let text = std::fs::read_to_string(file).unwrap();
            files.push((module.to_owned(), text.lines().map(str::to_owned).collect()));
        }
    }
    files
}

fn read_dir(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(folder);
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The path of the type that is documented under the wire name.
fn path_in_sources(files: &[(String, Vec<String>)], wire: &str) -> String {
    let alias = format!("#[doc(alias = \"{wire}\")]");
    let (module, lines) = files.iter().find(|(_, lines)| lines.contains(&alias)).expect(wire);
    let mut after = lines.iter().skip_while(|line| **line != alias);
    let request = after.find_map(|line| line.strip_prefix("pub struct ")).expect(wire);
    let request = request.split([' ', ';', '(', '<']).next().unwrap();
    format!("tim_callback::callbacks::{module}::{request}")
}

#[test]
fn the_commands_are_listed_in_catalogue_order_with_the_paths_of_their_types() {
    let ran = audit(&["--commands"], "");
    let files = callback_files();
    let expected: Vec<_> = CallbackCommand::all()
        .iter()
        .map(|command| {
            let phase = if command.is_before() { "before" } else { "after" };
            format!("{command}\t{phase}\t{}", path_in_sources(&files, command.name()))
        })
        .collect();
    assert_eq!(ran.out.lines().collect::<Vec<_>>(), expected);
}
