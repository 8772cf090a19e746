//! The progress on a terminal. `script` of util-linux is the terminal.
#![cfg(target_os = "linux")]

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::json;

use super::{MESSAGE, audit, line, message};

/// What is seen on the terminal while this runs, and what goes to `OUT`.
fn on_a_terminal(name: &str, command: &str) -> (String, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let input = line(MESSAGE, message(json!([]))).repeat(10);
    std::fs::write(folder.join("IN"), &input).unwrap();
    let output = Command::new("script")
        .args(["-qec", command, "/dev/null"])
        .current_dir(&folder)
        .env("TOOL", env!("CARGO_BIN_EXE_tim-callback"))
        .stdin(Stdio::null())
        .output()
        .expect("this test needs `script` of util-linux");
    let seen = String::from_utf8(output.stdout).unwrap();
    (seen, std::fs::read_to_string(folder.join("OUT")).unwrap_or_default())
}

#[test]
fn the_bytes_so_far_are_on_one_line_that_is_cleared() {
    let slowly = "(cat IN; sleep 0.5; cat IN; sleep 0.5; cat IN) | \"$TOOL\" audit > OUT";
    let (seen, out) = on_a_terminal("progress", slowly);
    let drawn = seen.split(" kB in ").map(|text| text.rsplit(['\r', 'K']).next().unwrap());
    let sizes: HashSet<_> = drawn.filter(|size| size.parse::<f64>().is_ok()).collect();
    assert!(sizes.len() >= 2, "the size grows: {seen:?}");
    let (progress, _) =
        seen.split_once("30 lines: 30 typed, ").unwrap_or_else(|| panic!("{seen:?}"));
    assert!(!progress.contains('\n') && progress.ends_with("\u{1b}[2K"), "{seen:?}");
    assert!(out.starts_with("command ") && !out.contains(" kB"), "{out}");
}

#[test]
fn reports_on_the_same_terminal_are_not_mixed_with_progress() {
    let slowly = "(cat IN; sleep 0.5; cat IN) | \"$TOOL\" audit --json";
    let (seen, _) = on_a_terminal("progress-lines", slowly);
    assert!(seen.contains("20 lines: 20 typed") && !seen.contains(" kB"), "{seen:?}");
}

#[test]
fn there_is_no_progress_without_a_terminal() {
    let slowly = "(cat IN; sleep 0.5; cat IN) | \"$TOOL\" audit > OUT 2> ERR; cat ERR";
    let (seen, _) = on_a_terminal("progress-none", slowly);
    assert!(seen.starts_with("20 lines: 20 typed"), "{seen:?}");
    let ran = audit(&[], &line(MESSAGE, message(json!([]))));
    assert!(ran.summary.starts_with("1 lines: "), "{}", ran.summary);
}
