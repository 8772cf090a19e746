//! The names of commands, and the tables of them, generated from the catalogue and held current.
//!
//! `UPDATE_README=1 cargo test --test it commands` writes them.

use std::fmt::Write as _;

use serde_json::json;
use tim_callback::query::CallbackQuery;
use tim_callback::{CallbackCommand, SdkAppId};

use crate::naming;

const START: &str =
    "<!-- commands: generated from the catalogue, held current by tests/it/commands.rs -->\n";
const END: &str = "<!-- end of commands -->";

/// The number of an official page, as its address ends: product, then page.
fn label(address: &str) -> &str {
    address.split_once("/document/product/").expect("the address of a page of a product").1
}

/// A row of a table: the command with its official page, its request type, its verdict type.
type Row = fn(page: &str, wire: &str, path: &str, verdict: &str) -> String;

fn in_the_readme(page: &str, wire: &str, path: &str, verdict: &str) -> String {
    format!("| [`{wire}`]({page}) | `{path}` | `{verdict}` |")
}

/// Linked, and narrow enough for a page of the documentation.
fn in_the_docs(page: &str, wire: &str, path: &str, verdict: &str) -> String {
    let (_, request) = path.split_once("::").expect("a family and a type");
    let (verdict, _) = verdict.split_once('<').unwrap_or((verdict, ""));
    let (family, name) = wire.split_once('.').expect("a family and a name");
    format!(
        "| [{family}.<wbr>{name}]({page}) | [`{request}`](callbacks::{path}) | [`{verdict}`](verdict::{verdict}) |"
    )
}

fn table(row: Row) -> String {
    let mut table = String::from("| command | request | verdict |\n|---|---|---|\n");
    for command in CallbackCommand::all() {
        let path = naming::names(command.name()).path();
        let verdict = naming::verdict(command.name());
        let row = row(&command.page_url(), command.name(), &path, &verdict);
        writeln!(table, "{row}").unwrap();
    }
    table
}

fn hold_current(file: &str, row: Row) {
    let path = naming::library().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(START).expect("the file has a place for the table");
    let (_, after) = rest.split_once(END).expect("the place has an end");
    let current = format!("{before}{START}{}{END}{after}", table(row));
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, current).unwrap();
    } else {
        assert!(text == current, "{file} is stale: UPDATE_README=1 cargo test --test it commands");
    }
}

#[test]
fn the_readme_lists_every_command() {
    hold_current("README.md", in_the_readme);
}

#[test]
fn the_crate_docs_list_every_command() {
    hold_current("src/commands.md", in_the_docs);
}

#[test]
fn a_command_prints_as_its_wire_name() {
    for command in CallbackCommand::all() {
        let name = command.name();
        assert_eq!(format!("{command} {command:?} {}", command.as_ref()), [name; 3].join(" "));
        assert_eq!(name.parse(), Ok(*command));
    }
}

#[test]
fn a_page_is_on_the_international_site_unless_it_is_on_the_chinese_one_alone() {
    for (command, address) in [
        (
            CallbackCommand::GroupBeforeSendMsg,
            "https://www.tencentcloud.com/document/product/1047/34374",
        ),
        (
            CallbackCommand::C2cAfterModifyMsg,
            "https://cloud.tencent.com/document/product/269/128224",
        ),
    ] {
        assert_eq!(command.page_url(), address);
    }
    let mut pages: Vec<_> = CallbackCommand::all().iter().map(|c| c.page_url()).collect();
    for address in &pages {
        let (product, page) = label(address).split_once('/').expect("a product and a page");
        for number in [product, page] {
            assert!(number.bytes().all(|byte| byte.is_ascii_digit()), "{address}");
        }
        let international = ["1047", "647", "1229"].contains(&product);
        assert_eq!(address.starts_with("https://www."), international, "{address}");
        assert!(international || product == "269", "{address}");
    }
    pages.sort();
    pages.dedup();
    assert_eq!(pages.len(), CallbackCommand::all().len(), "every command has a page of its own");
}

#[test]
fn a_command_serialises_as_its_wire_name() {
    for command in CallbackCommand::all() {
        let name = json!(command.name());
        assert_eq!(serde_json::to_value(command).unwrap(), name);
        assert_eq!(serde_json::from_value::<CallbackCommand>(name).unwrap(), *command);
        let quoted = format!("\"{}\"", command.name().replace('C', "\\u0043"));
        assert_eq!(serde_json::from_str::<CallbackCommand>(&quoted).unwrap(), *command);
    }
}

#[test]
fn what_is_no_commands_name_is_an_error_that_does_not_quote_it() {
    for other in [
        json!("Live.SecretNew"),
        json!("group.callbackbeforesendmsg"),
        json!("Group.CallbackBeforeSendMsg "),
        json!("GroupBeforeSendMsg"),
        json!(""),
    ] {
        let error = serde_json::from_value::<CallbackCommand>(other.clone()).unwrap_err();
        let error = error.to_string();
        assert!(error.contains("unknown command"), "{error}");
        for part in ["Secret", "callback", "SendMsg"] {
            assert!(!error.contains(part), "{error} quotes {other}");
        }
    }
    for other in [json!(7), json!(null), json!(["Group.CallbackBeforeSendMsg"]), json!({})] {
        assert!(serde_json::from_value::<CallbackCommand>(other.clone()).is_err(), "{other}");
    }
}

#[test]
fn an_unknown_name_sounds_like_a_decision_if_it_says_before_or_prev_in_any_case() {
    for (name, before) in [
        ("Room.CallbackBeforeJoin", true),
        ("Sns.CallbackPrevSomething", true),
        ("room.callbackbeforejoin", true),
        ("ROOM.CALLBACKBEFOREJOIN", true),
        ("Room.callback_bEfOrE_join", true),
        ("SNS.PREV", true),
        ("sns.callbackprevsomething", true),
        ("Room.CallbackAfterJoin", false),
        ("Room.CallbackBefor", false),
        ("Room.Be.fore", false),
        ("", false),
    ] {
        let unknown = CallbackCommand::try_from(name).unwrap_err();
        assert_eq!((unknown.name(), unknown.sounds_like_before()), (name, before), "{name}");
        if !name.is_empty() {
            let query = CallbackQuery::new(SdkAppId::new(1), name);
            assert_eq!(query.asks_before(), before, "{name}, in a query");
        }
    }
}

#[test]
fn a_query_asks_before_if_its_command_decides() {
    for command in CallbackCommand::all() {
        let query = CallbackQuery::new(SdkAppId::new(1), command);
        assert_eq!(query.asks_before(), command.is_before(), "{command}");
        // Of known commands the name never says the opposite, with two exceptions.
        let name = command.name();
        let says_so = name.contains("Before") || name.contains("Prev");
        let silent = ["ChatBot.OnAssignHuman", "Chatbot.InterfaceInvocation"].contains(&name);
        assert_eq!(command.is_before(), says_so || silent, "{name}");
    }
}
