//! `tim-callback schema`.

use std::process::{Command, Output};

use serde_json::Value;
use tim_callback::CallbackCommand;

fn schema(args: &[&str]) -> Output {
    let tool = env!("CARGO_BIN_EXE_tim-callback");
    Command::new(tool).arg("schema").args(args).output().expect("the tool runs")
}

fn printed(args: &[&str]) -> String {
    let output = schema(args);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("JSON is UTF-8")
}

#[test]
fn the_openapi_document_is_current() {
    assert!(
        printed(&["--openapi"]) == include_str!("../openapi.json"),
        "run `cargo run -p tim-callback-cli -- schema --openapi > cli/openapi.json`"
    );
}

#[test]
fn the_openapi_document_has_all_commands() {
    let document: Value = serde_json::from_str(include_str!("../openapi.json")).unwrap();
    let webhooks = document["webhooks"].as_object().unwrap();
    for command in CallbackCommand::all() {
        let post = &webhooks[command.name()]["post"];
        assert_eq!(post["summary"], command.description());
        assert_eq!(post["externalDocs"]["url"], command.page_url());
        let body = &post["requestBody"]["content"]["application/json"];
        assert!(body["example"].is_object(), "{command}");
        for reference in [&body["schema"], &post["responses"]["200"]] {
            let path = reference["$ref"].as_str().unwrap().strip_prefix('#').unwrap();
            assert!(document.pointer(path).is_some(), "{command}: {path}");
        }
    }
    assert_eq!(webhooks.len(), CallbackCommand::all().len());
}

#[test]
fn a_schema_is_of_one_command_or_of_all() {
    let one: Value =
        serde_json::from_str(&printed(&["--json-schema", "State.StateChange"])).unwrap();
    assert_eq!(one["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(one["anyOf"], serde_json::json!([{ "$ref": "#/$defs/StateChange" }]));
    assert!(one["$defs"]["Ack"].is_object() && one["$defs"]["GroupGate"].is_null());
    let all: Value = serde_json::from_str(&printed(&["--json-schema"])).unwrap();
    assert_eq!(all["anyOf"].as_array().unwrap().len(), CallbackCommand::all().len());
}

#[test]
fn an_unknown_command_is_an_error_with_the_nearest_names() {
    let output = schema(&["--json-schema", "Group.CallbackBeforSendMsg"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    let expected = "\"Group.CallbackBeforSendMsg\" is unknown to this version; the nearest names: \
                    Group.CallbackBeforeSendMsg, ";
    assert!(said.contains(expected) && said.lines().count() == 1, "{said}");
}

#[test]
fn one_format_has_to_be_chosen() {
    for args in [&[][..], &["--openapi", "--json-schema"]] {
        assert_eq!(schema(args).status.code(), Some(2), "{args:?}");
    }
}
