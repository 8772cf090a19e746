//! The program itself: its settings, a verdict over HTTP, and its end.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use tempfile::tempdir;
use tim_callback::callbacks::group;
use tim_callback::testing::{Signer, call};
use tim_callback::{SdkAppId, Token};

const APP: SdkAppId = SdkAppId::new(1400000000);
const TOKEN: &str = "t0kenQ7vZk9fXw2sLp";

/// A program that is killed at the end of its test, even if the test fails.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // Fails if the program has already ended, as it should have.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_moderation-service"));
    program.env_clear().env("TIM_APP_ID", APP.to_string()).env("TIM_TOKENS", TOKEN);
    program.env("LISTEN", "127.0.0.1:0").stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

#[test]
fn it_rejects_a_word_of_the_list_and_ends_on_a_signal() {
    let folder = tempdir().unwrap();
    let words = folder.path().join("words.txt");
    fs::write(&words, "casino\treject").unwrap();
    let started = program()
        .env("WORDS", &words)
        .env("DATABASE", folder.path().join("moderation.db"))
        .spawn()
        .unwrap();
    let mut started = Started(started);
    let mut log = BufReader::new(started.0.stdout.take().unwrap()).lines();
    let line = log.by_ref().map(Result::unwrap).find(|line| line.contains("listening")).unwrap();
    let (_, port) = line.split_once("127.0.0.1:").unwrap();
    let port: String = port.chars().take_while(char::is_ascii_digit).collect();

    let signed = Signer::new(APP, Token::new(TOKEN).unwrap())
        .sign(call::<group::BeforeSendMsg>().text("to the casino"));
    let mut caller = TcpStream::connect(("127.0.0.1", port.parse().unwrap())).unwrap();
    let (query, length) = (&signed.query, signed.body.len());
    let head =
        format!("POST /callback?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n");
    write!(caller, "{head}Connection: close\r\n\r\n").unwrap();
    caller.write_all(&signed.body).unwrap();
    let mut answer = String::new();
    caller.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with(r#""ErrorCode":1}"#), "{answer}");

    let kill = Command::new("kill").arg(started.0.id().to_string()).status().unwrap();
    assert!(kill.success());
    assert!(started.0.wait().unwrap().success());
}

#[test]
fn a_setting_that_is_missing_is_named() {
    let ended = program().output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("<WORDS>") && !said.contains(TOKEN), "{said}");
}

#[test]
fn a_list_that_is_not_there_is_named_in_the_log() {
    let ended = program().env("WORDS", "no/words.txt").output().unwrap();
    let log = String::from_utf8(ended.stdout).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{log}");
    assert!(log.contains("no/words.txt"), "{log}");
}
