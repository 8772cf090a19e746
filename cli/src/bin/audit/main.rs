//! Checks whether the crate knows all of your traffic.
//!
//! ```text
//! cargo run --release --bin audit -- callbacks.jsonl     # or from stdin
//! cargo run --release --bin audit -- --commands
//! ```
//!
//! Each line of the input is `{"query": "<raw query string>", "body": <object, or a string that
//! contains the body>}`. For each line, it prints a line
//! `{"line": N, "command": …, "status": "typed" | "unknown-command" | "error", "untyped": […],
//! "error": …, "help": …}`: `untyped` has JSON pointers to values that the types do not contain, and
//! `help` says what to do about the error. At the end it prints a summary on stderr. The exit status
//! is 0 only if every line is typed and nothing is untyped.
//!
//! Nothing is verified, because the input is a log. Lines are read one at a time, so the log may
//! have any length.

mod lines;
mod untyped;

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use tim_callback::{AnyCallback, CallbackCommand, Error, Incoming, Verifier};

use lines::{Line, Lines};

#[derive(Deserialize)]
struct Entry<'a> {
    query: String,
    #[serde(borrow)]
    body: &'a RawValue,
}

#[derive(Serialize)]
struct Report {
    line: u64,
    command: Option<String>,
    status: &'static str,
    untyped: Vec<String>,
    error: Option<String>,
    help: Option<&'static str>,
}

#[derive(Default)]
struct Summary {
    lines: u64,
    typed: u64,
    unknown: u64,
    errors: u64,
    untyped: u64,
}

impl Report {
    fn fine(
        line: u64,
        command: Option<String>,
        status: &'static str,
        untyped: Vec<String>,
    ) -> Self {
        Self { line, command, status, untyped, error: None, help: None }
    }

    fn error(line: u64, command: Option<String>, error: &dyn Display) -> Self {
        let error = Some(error.to_string());
        Self { line, command, status: "error", untyped: Vec::new(), error, help: None }
    }

    fn with_help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }
}

/// The body: the text of the object as it is, or the content of the string.
fn body_text(body: &RawValue) -> Result<String, serde_json::Error> {
    if body.get().starts_with('"') {
        serde_json::from_str(body.get())
    } else {
        Ok(body.get().to_owned())
    }
}

fn audit(verifier: &Verifier, line: u64, text: &[u8]) -> Report {
    let entry: Entry<'_> = match serde_json::from_slice(text) {
        Ok(entry) => entry,
        Err(error) => {
            let place = format!("not an object with query and body, at column {}", error.column());
            return Report::error(line, None, &place);
        }
    };
    let Ok(body) = body_text(entry.body) else {
        return Report::error(line, None, &"the body is a string that is not JSON text");
    };
    let incoming = match Incoming::new(&entry.query, body.as_bytes()) {
        Ok(incoming) => incoming,
        Err(error) => return Report::error(line, None, &error).with_help(error.help()),
    };
    let command = Some(incoming.query().command_name().to_owned());
    let callback = verifier
        .verify(incoming)
        .map_err(Error::from)
        .and_then(|verified| verified.decode().map_err(Error::from));
    match callback {
        Err(error) => Report::error(line, command, &error).with_help(error.help()),
        Ok(AnyCallback::Unknown(_)) => Report::fine(line, command, "unknown-command", Vec::new()),
        Ok(callback) => {
            let Ok(whole) = serde_json::from_str::<Value>(&body) else {
                return Report::error(line, command, &"a number in the body is out of range");
            };
            let typed = callback.request_value().unwrap_or_default();
            let untyped = untyped::pointers(&typed, &whole);
            Report::fine(line, command, "typed", untyped)
        }
    }
}

impl Summary {
    fn count(&mut self, report: &Report) {
        self.lines += 1;
        match report.status {
            "typed" => self.typed += 1,
            "unknown-command" => self.unknown += 1,
            _ => self.errors += 1,
        }
        self.untyped += u64::from(!report.untyped.is_empty());
    }

    fn is_clean(&self) -> bool {
        self.typed == self.lines && self.untyped == 0
    }
}

fn run(input: impl Read) -> io::Result<Summary> {
    // The input is a log, so nothing is verified.
    let verifier = Verifier::unchecked_for_logs_and_tests();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut summary = Summary::default();
    let mut lines = Lines::new(BufReader::new(input));
    let mut number = 0;
    while let Some(line) = lines.next_line()? {
        number += 1;
        let report = match line {
            Line::Blank => continue,
            Line::TooLong => Report::error(number, None, &"the line is longer than 8 MiB"),
            Line::Text(text) => audit(&verifier, number, text),
        };
        summary.count(&report);
        serde_json::to_writer(&mut out, &report)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(summary)
}

fn list_commands() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for command in CallbackCommand::all() {
        let phase = if command.is_before() { "before" } else { "after" };
        writeln!(out, "{command}\t{phase}\t{}", rust_path(command.name()))?;
    }
    out.flush()
}

/// The path of a command's request type. All names of the crate follow from the wire name:
/// `Group.CallbackBeforeSendMsg` is `callbacks::group::BeforeSendMsg`.
fn rust_path(wire: &str) -> String {
    let cased = wire.replace("C2C", "C2c").replace("ChatBot", "Chatbot");
    let (family, name) = cased.split_once('.').unwrap_or_default();
    let request = name.strip_prefix("Callback").unwrap_or(name);
    let mut module = String::new();
    for letter in family.chars() {
        if letter.is_ascii_uppercase() && !module.is_empty() {
            module.push('_');
        }
        module.push(letter.to_ascii_lowercase());
    }
    format!("tim_callback::callbacks::{module}::{request}")
}

fn main() -> io::Result<ExitCode> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let summary = match args.as_slice() {
        [] => run(io::stdin().lock())?,
        [flag] if flag == "--commands" => {
            list_commands()?;
            return Ok(ExitCode::SUCCESS);
        }
        [file] if !file.starts_with("--") => match File::open(file) {
            Ok(file) => run(file)?,
            Err(error) => {
                eprintln!("{file}: {error}");
                return Ok(ExitCode::from(2));
            }
        },
        _ => {
            eprintln!("usage: audit [FILE | --commands]");
            return Ok(ExitCode::from(2));
        }
    };
    eprintln!(
        "{} lines: {} typed, {} of unknown commands, {} errors; {} with something untyped",
        summary.lines, summary.typed, summary.unknown, summary.errors, summary.untyped
    );
    Ok(if summary.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
