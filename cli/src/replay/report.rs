//! What is printed of a replay.

use std::io::{self, Write};

use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::json;
use tim_callback::query::CallbackQuery;

use super::Finished;
use super::compare::{Compared, compare};
use super::side::{Side, texts};
use crate::exchange::Answer;
use crate::failure::{Failure, tell};
use crate::output::{json_line, one_line};
use crate::recording::Recorded;
use crate::upstream::UpstreamError;

pub(crate) struct Report {
    json: bool,
    /// What to do if the service cannot be reached.
    help: &'static str,
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
    pub(crate) fn new(json: bool, is_https: bool, bar: ProgressBar) -> Self {
        let help = match is_https {
            true => "start the service, correct --to, or trust another certificate by --cacert",
            false => "start the service, or correct --to",
        };
        Self { json, help, totals: Totals::default(), bar }
    }

    /// Shows that this many bytes of the recording were read.
    pub(crate) fn read(&self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    /// Reports what came back.
    pub(crate) fn add(&mut self, finished: Finished) -> Result<(), Failure> {
        let Finished { line, recorded, now } = finished;
        self.totals.sent += 1;
        if let Err(error @ UpstreamError::Unreachable(_)) = &now {
            self.totals.unanswered += 1;
            return Err(Failure::of_service(format!("line {line}: {error}: {}", self.help)));
        }
        let totals = &mut self.totals;
        let (total, is_printed) = match compare(&recorded, &now) {
            Compared::Same => (&mut totals.same, false),
            Compared::Different => (&mut totals.different, true),
            Compared::Missing => (&mut totals.unanswered, true),
            Compared::NotRecorded => (&mut totals.not_compared, false),
        };
        *total += 1;
        if is_printed { self.print(line, &recorded, &now) } else { Ok(()) }
    }

    fn print(
        &self,
        line: u64,
        recorded: &Recorded,
        now: &Result<Answer, UpstreamError>,
    ) -> Result<(), Failure> {
        let command = CallbackQuery::parse(&recorded.query);
        let command = command.as_ref().map_or("(unreadable query)", CallbackQuery::command_name);
        let (recorded, now) = (Side::recorded(recorded), Side::now(now));
        let mut text = Vec::new();
        if self.json {
            let difference =
                json!({"line": line, "command": command, "recorded": recorded, "now": now});
            json_line(&mut text, &difference)?;
        } else {
            let (recorded, now) = texts(&recorded, &now);
            let command = one_line(command);
            writeln!(text, "line {line}: {command}: recorded {recorded}, now {now}")?;
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
