//! `audit`, as a user runs it.

#[path = "audit/merged.rs"]
mod merged;
#[path = "audit/progress.rs"]
mod progress;
#[path = "audit/reports.rs"]
mod reports;
#[path = "audit/summary.rs"]
mod summary;

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const MESSAGE: &str = "Group.CallbackBeforeSendMsg";

struct Ran {
    reports: Vec<Value>,
    out: String,
    summary: String,
    clean: bool,
    status: Option<i32>,
}

fn audit(args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tim-callback"))
        .arg("audit")
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
    // A command that does not read its input closes it.
    let _ = writer.join().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let reports = out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let summary = String::from_utf8(output.stderr).unwrap();
    let clean = output.status.success();
    Ran { reports, out, summary, clean, status: output.status.code() }
}

fn line(command: &str, body: impl Into<Value>) -> String {
    let query = format!("SdkAppid=1&CallbackCommand={command}");
    json!({"query": query, "body": body.into()}).to_string() + "\n"
}

/// A body of `Group.CallbackBeforeSendMsg` with these elements.
fn message(elements: impl Into<Value>) -> Value {
    json!({
        "CallbackCommand": MESSAGE, "GroupId": "g", "Type": "Public", "From_Account": "a",
        "Operator_Account": "a", "Random": 7, "MsgBody": elements.into()
    })
}

/// The line of the report that ends like this, split into its columns.
fn row<'r>(report: &'r str, end: &str) -> Vec<&'r str> {
    let mut rows = report.lines().filter(|line| line.ends_with(end));
    let found = rows.next().unwrap_or_else(|| panic!("{end}: {report}"));
    assert!(rows.next().is_none(), "{end} twice: {report}");
    found.split_whitespace().collect()
}

/// The counts of a command: typed, untyped, unknown, undecodable.
fn counts<'r>(report: &'r str, command: &str) -> Vec<&'r str> {
    let found = report.lines().find(|line| line.starts_with(&format!("{command} ")));
    let found = found.unwrap_or_else(|| panic!("{command}: {report}"));
    found[command.len()..].split_whitespace().collect()
}
