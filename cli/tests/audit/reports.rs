//! `--json`: a report of each line.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tim_callback::CallbackCommand;

use super::{MESSAGE, audit, line, message};

#[test]
fn every_fixture_is_typed_as_object_and_as_string() {
    let fixtures = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("tests/fixtures");
    let mut input = String::new();
    for command in CallbackCommand::all() {
        for file in std::fs::read_dir(fixtures.join(command.name())).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if name == "minimal.json" || name.starts_with("request") {
                let text = std::fs::read_to_string(&path).unwrap();
                input += &line(command.name(), serde_json::from_str::<Value>(&text).unwrap());
                input += &line(command.name(), text);
            }
        }
    }
    let ran = audit(&["--json"], &input);
    assert_eq!(ran.reports.len(), input.lines().count());
    for report in &ran.reports {
        assert_eq!(report["status"], "typed", "{report}");
        // One sample has elements of unknown types, whose content nobody can type.
        for pointer in report["untyped"].as_array().unwrap() {
            assert!(pointer.as_str().unwrap().ends_with("/MsgContent"), "{report}");
        }
    }
}

#[test]
fn what_the_types_spell_otherwise_is_typed() {
    let event = json!({
        "CallbackCommand": "Push.OfflinePush", "EventType": 2, "From_Account": "a",
        "To_Account": "b", "PushPlatform": 1, "PushStage": 1, "MsgKey": "", "GroupID": "g",
        "MsgSeq": "7", "MsgRandom": "", "MsgTime": 1, "ErrCode": 0, "ErrInfo": ""
    });
    let ran = audit(&["--json"], &line("Push.OfflinePush", json!({"Events": [event]})));
    assert!(ran.clean, "{}", ran.reports[0]);
    let other = json!({
        "CallbackCommand": "Room.CallbackUpdateRoomInfo", "Operator_Account": 7, "New": "",
        "RoomInfo": {"RoomId": "r", "IsCloudRecordingDisabled": "false"}
    });
    let ran = audit(&["--json"], &line("Room.CallbackAfterUpdateRoomInfo", other));
    assert_eq!(ran.reports[0]["untyped"], json!(["/New"]));
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
    let ran = audit(&["--json"], &line("Group.CallbackBeforeSendMsg", body));
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
    let ran = audit(&["--json"], &input);
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
        ran.summary.contains(
            "4 lines: 0 typed, 0 with untyped fields, 1 of unknown commands, 3 undecodable"
        ),
        "{}",
        ran.summary
    );
}

#[test]
fn with_reports_on_stdout_the_summary_is_on_stderr() {
    let ran = audit(&["--json"], &line("Live.CallbackNew", json!({})));
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.summary.starts_with("command "), "{}", ran.summary);
}

#[test]
fn the_former_name_of_the_option_still_works() {
    let ran = audit(&["--lines"], &line("Live.CallbackNew", json!({})));
    assert_eq!(ran.reports[0]["status"], "unknown-command");
}

#[test]
fn a_body_that_is_not_text_is_read_from_base64() {
    let query = format!("SdkAppid=1&CallbackCommand={MESSAGE}");
    let whole = BASE64_STANDARD.encode(message(json!([])).to_string());
    let broken = BASE64_STANDARD.encode(b"{\"a\":\xff}");
    let mut input = String::new();
    for base64 in [whole.as_str(), &broken, "!"] {
        let entry = json!({"query": query, "body": "", "body_base64": base64});
        input += &(entry.to_string() + "\n");
    }
    let ran = audit(&["--json"], &input);
    assert_eq!(ran.reports[0]["status"], "typed", "{}", ran.reports[0]);
    let not_utf8 = ran.reports[1]["error"].as_str().unwrap();
    assert!(not_utf8.contains("UTF-8"), "{not_utf8}");
    assert_eq!(ran.reports[2]["error"], "body_base64 is not base64");
}

#[test]
fn a_log_may_have_other_fields_of_any_type() {
    let mut entry: Value = serde_json::from_str(&line(MESSAGE, message(json!([])))).unwrap();
    for field in ["time", "path", "status", "answer", "error"] {
        entry[field] = json!(["2026-01-01", null]);
    }
    let ran = audit(&["--json"], &entry.to_string());
    assert_eq!(ran.reports[0]["status"], "typed", "{}", ran.reports[0]);
}

#[test]
fn an_unknown_part_that_cannot_be_represented_is_said_with_its_place() {
    let whole = message(json!([])).to_string();
    let whole = whole.strip_suffix('}').unwrap();
    let deep = "[".repeat(200) + &"]".repeat(200);
    for part in ["1e999", r#""\ud800""#, &deep] {
        let body = format!("{whole},\n\"New\":{part}}}");
        let ran = audit(&["--json"], &line(MESSAGE, body));
        assert_eq!(ran.reports[0]["command"], MESSAGE);
        let error = ran.reports[0]["error"].as_str().unwrap();
        let said = "a number, a lone surrogate or the depth of the body cannot be represented, \
            at line 2, column ";
        assert!(error.starts_with(said), "{error}");
    }
}
