//! The names of commands, and the tables of them, generated from the catalogue and held current.
//!
//! `UPDATE_README=1 cargo test --test commands` writes them.

use std::fmt::Write as _;
use std::path::Path;

use tim_callback::CallbackCommand;

const START: &str =
    "<!-- commands: generated from the catalogue, held current by tests/commands.rs -->\n";
const END: &str = "<!-- end of commands -->";

fn page_address(page: &str) -> String {
    match page.strip_prefix("269/") {
        Some(_) => format!("https://cloud.tencent.com/document/product/{page}"),
        None => format!("https://www.tencentcloud.com/document/product/{page}"),
    }
}

fn table() -> String {
    let mut table = String::from("| command | type | verdict | page |\n|---|---|---|---|\n");
    for command in CallbackCommand::all() {
        let path = command.rust_path().trim_start_matches("tim_callback::callbacks::");
        let (verdict, page) = (command.verdict_name(), command.page());
        let address = page_address(page);
        writeln!(table, "| `{command}` | `{path}` | `{verdict}` | [{page}]({address}) |").unwrap();
    }
    table
}

fn hold_current(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(START).expect("the file has a place for the table");
    let (_, after) = rest.split_once(END).expect("the place has an end");
    let current = format!("{before}{START}{}{END}{after}", table());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, current).unwrap();
    } else {
        assert!(text == current, "{file} is stale: UPDATE_README=1 cargo test --test commands");
    }
}

#[test]
fn the_readme_lists_every_command() {
    hold_current("README.md");
}

#[test]
fn the_crate_docs_list_every_command() {
    hold_current("src/commands.md");
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
fn an_unknown_name_sounds_like_a_decision_if_it_says_before_or_prev() {
    for (name, before) in [
        ("Room.CallbackBeforeJoin", true),
        ("Sns.CallbackPrevSomething", true),
        ("Room.CallbackAfterJoin", false),
        ("", false),
    ] {
        let unknown = CallbackCommand::try_from(name).unwrap_err();
        assert_eq!((unknown.name(), unknown.sounds_like_before()), (name, before));
    }
}
