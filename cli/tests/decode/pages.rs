//! Help, completions and the manual page.

use std::collections::BTreeSet;

use serde_json::Value;

use super::run;

/// Each command that `--help` lists.
fn commands() -> Vec<String> {
    let help = run(&["--help"], "").out;
    let list = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let names = list.lines().map(|line| line.split_whitespace().next().unwrap().to_owned());
    names.filter(|name| name != "help").collect()
}

/// Each option of a command, without its dashes.
fn options(command: &str) -> BTreeSet<String> {
    let help = run(&[command, "--help"], "").out;
    let list = help.split_once("Options:\n").unwrap().1.split_once("\nExit status").unwrap().0;
    let starts = list.lines().filter(|line| line.trim_start().starts_with('-'));
    let names = starts.filter_map(|line| line.split_once("--")?.1.split_whitespace().next());
    names.map(str::to_owned).collect()
}

/// Whether a word is in a text, and not only the start of a longer one.
fn has(text: &str, word: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '-');
    text.match_indices(word).any(|(at, _)| ends(&text[at + word.len()..]))
}

#[test]
fn every_help_states_the_exit_status_and_ends_with_an_example() {
    assert!(commands().len() >= 8, "{:?}", commands());
    for command in commands() {
        for option in ["-h", "--help"] {
            let ran = run(&[&command, option], "");
            assert_eq!(ran.status, Some(0));
            assert!(ran.out.contains("Exit status: 0"), "{command}: {}", ran.out);
            let (_, example) = ran.out.rsplit_once("\nExample:\n").expect(&command);
            assert!(example.contains(&format!("tim-callback {command}")), "{example}");
        }
    }
    assert!(run(&["--help"], "").out.contains("Exit status of every command: 0"));
}

#[test]
fn every_command_prints_json_for_programs() {
    for command in commands() {
        assert!(options(&command).contains("json"), "{command}");
    }
    for (args, key) in [
        (&["completions", "bash"][..], "/script"),
        (&["man"], "/page"),
        (&["schema", "--json-schema", "State.StateChange"], ""),
    ] {
        let printed = run(args, "").out;
        let line = run(&[args, &["--json"]].concat(), "").out;
        assert_eq!(line.lines().count(), 1);
        let json: Value = serde_json::from_str(&line).unwrap();
        match json.pointer(key).unwrap() {
            Value::String(text) => assert_eq!(*text, printed),
            document => assert_eq!(*document, serde_json::from_str::<Value>(&printed).unwrap()),
        }
    }
}

#[test]
fn the_options_of_a_command_are_those_of_its_help() {
    let expected = ["body", "command", "help", "json", "query"].map(str::to_owned);
    assert_eq!(options("decode"), BTreeSet::from(expected));
    assert!(options("load").len() > 10);
}

#[test]
fn completions_know_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(&["completions", shell], "");
        assert_eq!(ran.status, Some(0), "{}", ran.errors);
        let dashes = if shell == "fish" { "-l " } else { "--" };
        for command in commands() {
            assert!(has(&ran.out, &command), "{shell}: {command}");
            for option in options(&command) {
                assert!(has(&ran.out, &format!("{dashes}{option}")), "{shell}: {option}");
            }
        }
    }
    assert_eq!(run(&["completions", "tcsh"], "").status, Some(2));
}

#[test]
fn bash_accepts_its_completions() {
    let script = run(&["completions", "bash"], "").out;
    let words = "COMP_WORDS=(tim-callback deco); COMP_CWORD=1; _tim__callback tim-callback deco tim-callback";
    let script = format!("{script}\n{words}; echo \"${{COMPREPLY[*]}}\"");
    let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "decode\n");
}

#[test]
fn the_manual_page_has_every_command_with_its_options() {
    let ran = run(&["man"], "");
    assert!(ran.out.contains(".TH tim-callback 1"), "{}", ran.out);
    for command in commands() {
        let heading = format!(".SH TIM\\-CALLBACK {}\n", command.to_uppercase());
        let (_, section) = ran.out.split_once(&heading).expect(&command);
        let section = section.split("\n.SH ").next().unwrap();
        assert!(section.contains("Exit status: 0") && section.contains("Example:"), "{section}");
        for option in options(&command) {
            let bold = format!(r"\fB\-\-{}\fR", option.replace('-', r"\-"));
            assert!(section.contains(&bold), "{command}: {option}");
        }
    }
}

#[test]
fn a_token_of_the_environment_is_not_in_the_help() {
    let tool = env!("CARGO_BIN_EXE_tim-callback");
    for args in [&["send", "--help"][..], &["man"], &["completions", "fish"]] {
        let output = std::process::Command::new(tool).args(args).env("TIM_TOKEN", "hush").output();
        let said = String::from_utf8(output.unwrap().stdout).unwrap();
        assert!(!said.contains("hush"), "{said}");
    }
}
