//! What is printed of a replay.

use std::io::{self, Write};

use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::{Value, json};
use tim_callback::query::CallbackQuery;

use super::Finished;
use super::compare::is_same;
use crate::failure::{Failure, tell};
use crate::output::{json_line, shown};
use crate::recording::Recorded;
use crate::upstream::UpstreamError;

/// How much of an answer is printed.
const LONGEST: usize = 300;

pub(crate) struct Report {
    json: bool,
    totals: Totals,
    bar: ProgressBar,
}

#[derive(Default, Serialize)]
struct Totals {
    sent: u64,
    same: u64,
    different: u64,
    unanswered: u64,
    not_compared: u64,
}

impl Report {
    pub(crate) fn new(json: bool, bar: ProgressBar) -> Self {
        Self { json, totals: Totals::default(), bar }
    }

    /// So many bytes of the recording were read.
    pub(crate) fn read(&self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    /// Reports what came back.
    pub(crate) fn add(&mut self, finished: Finished) -> Result<(), Failure> {
        let Finished { line, recorded, now } = finished;
        self.totals.sent += 1;
        match &now {
            Err(error @ UpstreamError::Unreachable(_)) => {
                self.totals.unanswered += 1;
                let help = "start the service, or correct --to";
                Err(Failure::of_service(format!("line {line}: {error}: {help}")))
            }
            Err(error) => {
                self.totals.unanswered += 1;
                self.print(line, &recorded, &Now::Error(error.to_string()))
            }
            Ok(now) => match is_same(&recorded, now) {
                None => {
                    self.totals.not_compared += 1;
                    Ok(())
                }
                Some(true) => {
                    self.totals.same += 1;
                    Ok(())
                }
                Some(false) => {
                    self.totals.different += 1;
                    self.print(line, &recorded, &Now::Answer(now.status, &now.body))
                }
            },
        }
    }

    fn print(&self, line: u64, recorded: &Recorded, now: &Now<'_>) -> Result<(), Failure> {
        let command = CallbackQuery::parse(&recorded.query);
        let command = command.as_ref().map_or("(unreadable query)", CallbackQuery::command_name);
        let mut text = Vec::new();
        match self.json {
            true => json_line(
                &mut text,
                &json!({
                    "line": line,
                    "command": command,
                    "recorded": before(recorded).json(),
                    "now": now.json(),
                }),
            )?,
            false => writeln!(
                text,
                "line {line}: {}: recorded {}, now {}",
                shown(command, LONGEST),
                before(recorded).text(),
                now.text()
            )?,
        }
        self.bar.suspend(|| io::stdout().write_all(&text)).map_err(Failure::from)
    }

    /// Prints the totals. Returns whether every answer is as recorded.
    pub(crate) fn finish(self) -> Result<bool, Failure> {
        self.bar.finish_and_clear();
        let Totals { sent, same, different, unanswered, not_compared } = &self.totals;
        match self.json {
            true => json_line(&mut io::stdout(), &json!({ "totals": self.totals }))?,
            false => tell(format_args!(
                "{sent} callbacks sent: {same} answers as recorded, {different} different, \
                 {unanswered} missing, {not_compared} not recorded"
            )),
        }
        Ok(*different == 0 && *unanswered == 0)
    }
}

/// One side of a difference.
enum Now<'a> {
    Answer(u16, &'a [u8]),
    /// Only the body was recorded.
    Body(&'a [u8]),
    Error(String),
}

fn before(recorded: &Recorded) -> Now<'_> {
    let body = recorded.answer.as_deref();
    match recorded.status {
        Some(status) => Now::Answer(status, body.unwrap_or_default()),
        None => Now::Body(body.unwrap_or_default()),
    }
}

impl Now<'_> {
    fn text(&self) -> String {
        let body = |body| shown(&String::from_utf8_lossy(body), LONGEST);
        match self {
            Self::Answer(status, answer) => format!("{status} {}", body(answer)),
            Self::Body(answer) => body(answer),
            Self::Error(error) => shown(error, LONGEST),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Answer(status, answer) => {
                json!({"status": status, "answer": String::from_utf8_lossy(answer)})
            }
            Self::Body(answer) => json!({"answer": String::from_utf8_lossy(answer)}),
            Self::Error(error) => json!({ "error": error }),
        }
    }
}
