//! The program as it is started: its settings, its log, its end.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::client::{AFTER, BEFORE, post, saying, signature, signed, signed_by};
use super::{APP, TOKEN};

const TEXT: &str = "dearest-diary-xyzzy";

fn program() -> Command {
    let mut program = Command::new(crate::PROGRAM);
    program.env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// A program that does not outlive its test, whatever becomes of that.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // Fails where it has ended, as it should have.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program, listening, and where.
fn started() -> (Started, BufReader<ChildStdout>, String, std::net::SocketAddr) {
    let child = program()
        .env("TIM_APP_ID", APP.to_string())
        .env("TIM_TOKENS", format!("old-{TOKEN},{TOKEN}"))
        .env("LISTEN", "127.0.0.1:0")
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
fn a_missing_setting_ends_the_program_with_what_to_do() {
    let output = program().env("TIM_TOKENS", TOKEN).output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(said.contains("TIM_APP_ID is not set: set it to the SDKAppID"), "{said}");
    assert!(!said.contains(TOKEN), "{said}");
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

#[cfg(unix)]
#[test]
fn the_log_tells_how_callbacks_ended_and_no_secret_until_the_signal_ends_it() {
    for signal in ["TERM", "INT"] {
        let (mut child, mut rest, mut log, address) = started();
        let before = saying(BEFORE, TEXT);
        assert_eq!(post(address, &signed(BEFORE), &before).answer().error_code, 0);
        assert_eq!(post(address, &signed_by(BEFORE, "another"), &before).status, 401);
        let malformed = before.replace("TIMTextElem\"", "TIMImageElem\"");
        assert_eq!(post(address, &signed(BEFORE), &malformed).answer().error_code, 1);
        post(address, &signed(AFTER), &saying(AFTER, TEXT)).answer();

        let kill = Command::new("kill").args(["-s", signal, &child.0.id().to_string()]).status();
        assert!(kill.unwrap().success());
        let status = child.0.wait().unwrap();
        rest.read_to_string(&mut log).unwrap();
        child.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert!(status.success(), "{status}: {log}");

        for word in
            [BEFORE, "Decided", "Refused", "Undecodable", "MsgBody[0]", "worked on", "ended"]
        {
            assert!(log.contains(word), "no {word:?} in {log}");
        }
        let log = log.to_lowercase();
        for secret in [TOKEN.to_lowercase(), TEXT.to_owned(), signature()] {
            for part in secret.as_bytes().windows(8) {
                let part = str::from_utf8(part).unwrap();
                assert!(!log.contains(part), "{part} of {secret} is in {log}");
            }
        }
    }
}
