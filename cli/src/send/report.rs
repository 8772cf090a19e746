//! The report of answers: one entry each, then what is wrong, each finding once.

use std::io::{self, Write};
use std::time::Duration;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use tim_callback::testing::{Review, Signed};

use crate::connection::Answer;
use crate::failure::{Outcome, tell};
use crate::findings::{Finding, Findings, effect, of_review};
use crate::output::{json_line, lines, one_line};
use crate::secrets::Secrets;
use crate::unsigned::without_sign;

const RIGHT: Style = AnsiColor::Green.on_default();
const WRONG: Style = AnsiColor::Red.on_default().bold();
const DIM: Style = Style::new().dimmed();

/// What became of a callback.
pub(crate) struct Entry<'s> {
    secrets: &'s Secrets,
    sent: &'s Signed,
    /// The answer, or why there is none.
    pub(crate) answered: Result<Reviewed, String>,
    took: Duration,
    pub(crate) attack: Option<String>,
    pub(crate) is_right: bool,
    /// What is wrong, if it is not right.
    pub(crate) findings: Vec<Finding>,
}

pub(crate) struct Reviewed {
    pub(crate) answer: Answer,
    pub(crate) review: Review,
}

impl<'s> Entry<'s> {
    /// Judged as the answer to any callback.
    pub(crate) fn new(
        secrets: &'s Secrets,
        sent: &'s Signed,
        answer: Result<Answer, String>,
        took: Duration,
    ) -> Self {
        let answered = answer.map(|answer| {
            let review = sent.what_tencent_does(answer.after(took));
            Reviewed { answer, review }
        });
        let findings = match &answered {
            Ok(answered) => of_review(&answered.review),
            Err(why) => vec![Finding::new(why)],
        };
        let is_right = findings.is_empty();
        Self { secrets, sent, answered, took, attack: None, is_right, findings }
    }

    /// The command, and what Tencent does.
    fn what(&self) -> String {
        match &self.answered {
            Err(_) => format!("{}: no answer", self.sent.command),
            Ok(Reviewed { answer, .. }) if self.is_right && answer.is_refusal() => {
                format!("{}: refused with {}", self.sent.command, answer.status)
            }
            Ok(Reviewed { review, .. }) => {
                format!("{}: {}", self.sent.command, self.hide(&effect(review)))
            }
        }
    }

    fn hide(&self, text: &str) -> String {
        self.secrets.hide(&self.sent.query, text)
    }
}

#[derive(Serialize)]
struct Record<'e> {
    command: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attack: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    status: Option<u16>,
    content_type: Option<String>,
    answer: Option<String>,
    took_ms: u128,
    what: String,
    right: bool,
    findings: Vec<Finding>,
}

impl<'e> Record<'e> {
    fn new(entry: &'e Entry<'_>, findings: Vec<Finding>, show: bool) -> Self {
        let sent = entry.sent;
        let answer = entry.answered.as_ref().ok().map(|answered| &answered.answer);
        Self {
            command: sent.command.name(),
            attack: entry.attack.as_deref(),
            query: show.then(|| without_sign(&sent.query)),
            body: show.then(|| String::from_utf8_lossy(&sent.body).into_owned()),
            status: answer.map(|answer| answer.status),
            content_type: answer.map(|answer| entry.hide(&answer.content_type)),
            answer: answer.map(|answer| entry.hide(&String::from_utf8_lossy(&answer.body))),
            took_ms: entry.took.as_millis(),
            what: entry.what(),
            right: entry.is_right,
            findings,
        }
    }
}

pub(crate) struct Report {
    json: bool,
    show: bool,
    out: AutoStream<io::Stdout>,
    findings: Findings,
    right: usize,
    wrong: usize,
}

impl Report {
    pub(crate) fn new(json: bool, show: bool) -> Self {
        let out = anstream::stdout();
        Self { json, show, out, findings: Findings::default(), right: 0, wrong: 0 }
    }

    /// Whether nothing was reported.
    pub(crate) fn is_empty(&self) -> bool {
        self.right + self.wrong == 0
    }

    pub(crate) fn add(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        match entry.is_right {
            true => self.right += 1,
            false => self.wrong += 1,
        }
        let findings = entry.findings.iter().map(|finding| Finding {
            problem: entry.hide(&finding.problem),
            help: finding.help.clone(),
        });
        if self.json {
            let record = Record::new(entry, findings.collect(), self.show);
            return json_line(&mut self.out, &record);
        }
        for finding in findings {
            self.findings.add(entry.sent.command.name(), finding);
        }
        self.write(entry)
    }

    fn write(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let Entry { sent, took, .. } = entry;
        let out = &mut self.out;
        match entry.is_right {
            true => write!(out, "{RIGHT}ok{RIGHT:#}     ")?,
            false => write!(out, "{WRONG}WRONG{WRONG:#}  ")?,
        }
        if let Some(attack) = &entry.attack {
            write!(out, "{attack}: ")?;
        }
        // Changes to a message have a line each.
        for (number, line) in entry.what().lines().enumerate() {
            let indent = if number == 0 { "" } else { "       " };
            writeln!(out, "{indent}{}", one_line(line))?;
        }
        if self.show {
            writeln!(out, "{DIM}sent   {}{DIM:#}", without_sign(&sent.query))?;
            writeln!(out, "{DIM}{}{DIM:#}", lines(&String::from_utf8_lossy(&sent.body)))?;
        }
        if let Ok(Reviewed { answer, .. }) = &entry.answered {
            let Answer { status, content_type, body } = answer;
            let head = format!("{status} {content_type} in {} ms", took.as_millis());
            let head = one_line(&entry.hide(&head));
            let body = one_line(&entry.hide(&String::from_utf8_lossy(body)));
            writeln!(out, "{DIM}answer {head}: {body}{DIM:#}")?;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Outcome {
        self.findings.write(&mut self.out)?;
        tell(format_args!("answers: {} as they should be, {} not", self.right, self.wrong));
        Ok(self.wrong == 0)
    }
}
