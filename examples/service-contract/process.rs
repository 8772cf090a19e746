//! The program: its settings, its log, its exit.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tim_callback::query::{CallbackQuery, QueryParam};

use super::client::{AFTER, BEFORE, post, saying, signed, signed_by};
use super::{APP, TOKEN};

const TEXT: &str = "dearest-diary-xyzzy";

fn program() -> Command {
    let mut program = Command::new(crate::PROGRAM);
    program.env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// A program that is killed at the end of its test, even if the test fails.
pub struct Started(pub Child);

impl Started {
    pub fn signal(&self, name: &str) {
        let kill = Command::new("kill").args(["-s", name, &self.0.id().to_string()]).status();
        assert!(kill.unwrap().success());
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // Fails if the program has already ended, as it should have.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The running program, its output, the first line of its log, and its address.
fn started() -> (Started, BufReader<ChildStdout>, String, std::net::SocketAddr) {
    started_with(&[])
}

/// Like [`started`], with these further settings.
pub fn started_with(
    settings: &[(&str, &str)],
) -> (Started, BufReader<ChildStdout>, String, std::net::SocketAddr) {
    let child = program()
        .env("TIM_APP_ID", APP.to_string())
        .env("TIM_TOKENS", format!("old-{TOKEN},{TOKEN}"))
        .env("LISTEN", "127.0.0.1:0")
        .envs(settings.iter().copied())
        .spawn()
        .unwrap();
    let mut child = Started(child);
    let mut log = BufReader::new(child.0.stdout.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    let (_, address) = line.split_once("127.0.0.1:").unwrap();
    let port: String = address.chars().take_while(char::is_ascii_digit).collect();
    (child, log, line, ([127, 0, 0, 1], port.parse().unwrap()).into())
}

#[test]
fn settings_that_cannot_be_read_end_the_program_before_it_listens() {
    for (name, value, said) in [
        ("TIM_APP_ID", None, "<TIM_APP_ID>"),
        ("TIM_APP_ID", Some("@TGS"), "<TIM_APP_ID>': not a plain decimal number"),
        ("TIM_TOKENS", None, "<TIM_TOKENS>"),
        ("TIM_TOKENS", Some(""), "<TIM_TOKENS>"),
        ("TIM_DEADLINE_MS", Some("soon"), "<TIM_DEADLINE_MS>': invalid digit"),
        ("LISTEN", Some("8080"), "<LISTEN>': invalid socket address"),
        ("QUEUE", Some("0"), "<QUEUE>"),
    ] {
        let mut program = program();
        program.env("TIM_APP_ID", APP.to_string()).env("TIM_TOKENS", TOKEN);
        program.env("LISTEN", "127.0.0.1:0");
        match value {
            Some(value) => program.env(name, value),
            None => program.env_remove(name),
        };
        let output = program.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(output.stdout.is_empty(), "{name}: no log, so it does not listen");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(said), "{error}");
        assert!(!error.contains(TOKEN), "{error}");
    }
}

#[test]
fn a_taken_address_ends_the_program_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let output = program()
        .env("TIM_APP_ID", APP.to_string())
        .env("TIM_TOKENS", TOKEN)
        .env("LISTEN", taken.local_addr().unwrap().to_string())
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(said.contains("choose another LISTEN"), "{said}");
}

/// The only line for this command and outcome.
#[track_caller]
fn line(log: &str, command: &str, outcome: &str) -> Value {
    let lines = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut lines = lines.filter(|line| line["command"] == command && line["outcome"] == outcome);
    match (lines.next(), lines.next()) {
        (Some(line), None) => line,
        (found, other) => panic!("{command} {outcome}: {found:?} and {other:?} in {log}"),
    }
}

#[cfg(unix)]
#[test]
fn the_log_tells_how_callbacks_ended_and_no_secret_until_the_signal_ends_it() {
    for signal in ["TERM", "INT"] {
        let (mut child, mut rest, mut log, address) = started();
        let before = saying(BEFORE, TEXT);
        let query = format!("{}&RequestID=r-17", signed(BEFORE));
        assert_eq!(post(address, &query, &before).answer().error_code, 0);
        let forged = signed_by(BEFORE, "another");
        assert_eq!(post(address, &forged, &before).answer().error_code, 1);
        let malformed = before.replace("TIMTextElem\"", "TIMImageElem\"");
        assert_eq!(post(address, &signed(BEFORE), &malformed).answer().error_code, 1);
        post(address, &signed(AFTER), &saying(AFTER, TEXT)).answer();
        assert_eq!(post(address, &signed_by(AFTER, "another"), "{}").status, 401);

        child.signal(signal);
        let status = child.0.wait().unwrap();
        rest.read_to_string(&mut log).unwrap();
        child.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert!(status.success(), "{status}: {log}");

        let null = Value::Null;
        for (command, outcome, level, decision, policy, status) in [
            (BEFORE, "decided", "INFO", json!("allow"), &null, 200),
            (BEFORE, "refused", "WARN", json!("reject"), &json!("refused"), 200),
            (BEFORE, "undecodable", "ERROR", json!("reject"), &json!("undecodable"), 200),
            (AFTER, "decided", "INFO", json!("acknowledge"), &null, 200),
            (AFTER, "refused", "WARN", null.clone(), &json!("refused"), 401),
        ] {
            let line = line(&log, command, outcome);
            assert_eq!(line["app"], APP.get(), "{line}");
            assert_eq!(line["level"], level, "{line}");
            assert_eq!(line["decision"], decision, "{line}");
            assert_eq!(&line["policy"], policy, "{line}");
            assert_eq!(line["status"], status, "{line}");
            assert!(line["elapsed_ms"].as_f64().is_some_and(|millis| millis > 0.0), "{line}");
        }
        assert_eq!(line(&log, BEFORE, "decided")["request_id"], "r-17");
        assert_eq!(line(&log, BEFORE, "refused")["error"], "signature does not match");
        let malformed = line(&log, BEFORE, "undecodable");
        assert!(malformed["error"].as_str().unwrap().contains("MsgBody[0]"), "{malformed}");
        for word in ["processed", "stopped"] {
            assert!(log.contains(word), "no {word:?} in {log}");
        }
        assert_no_secret(&log, [TOKEN, TEXT, &sign_of(&query), &sign_of(&forged)]);
    }
}

fn sign_of(query: &str) -> String {
    CallbackQuery::parse(query).unwrap().get(QueryParam::Sign).unwrap().to_owned()
}

fn assert_no_secret(log: &str, secrets: [&str; 4]) {
    let log = log.to_lowercase();
    for secret in secrets.map(str::to_lowercase) {
        for part in secret.as_bytes().windows(8) {
            let part = str::from_utf8(part).unwrap();
            assert!(!log.contains(part), "{part} of {secret} is in {log}");
        }
    }
}
