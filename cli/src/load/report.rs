//! The results of a load test.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use hdrhistogram::{CreationError, Histogram};
use hyper::body::Bytes;
use serde::Serialize;
use tim_callback::CallbackCommand;

use super::prepared::Request;
use crate::connection::Answer;
use crate::findings::{Finding, Findings, of_review};
use crate::output::json_line;
use crate::service::Service;

/// How many digits of a latency are kept.
const DIGITS: u8 = 3;

/// An hour in nanoseconds. What takes longer counts as an hour.
const LONGEST: u64 = 3_600_000_000_000;

const QUANTILES: [(&str, f64); 5] =
    [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999), ("max", 1.0)];

pub(super) struct Measured {
    /// How long each answer took, in nanoseconds.
    took: Histogram<u64>,
    findings: Findings,
    errors: u64,
    /// The last good answer to each command. Most answers equal it and need no review.
    sound: BTreeMap<CallbackCommand, Bytes>,
}

#[derive(Serialize)]
struct Figures<'m> {
    answers: u64,
    seconds: f64,
    per_second: f64,
    latency_ms: BTreeMap<&'static str, f64>,
    errors: u64,
    findings: &'m Findings,
}

impl Measured {
    pub(super) fn new() -> Result<Self, CreationError> {
        let took = Histogram::new_with_bounds(1, LONGEST, DIGITS)?;
        Ok(Self { took, findings: Findings::default(), errors: 0, sound: BTreeMap::new() })
    }

    pub(super) fn count(
        &mut self,
        service: &Service,
        request: &Request,
        answer: &Answer,
        took: Duration,
    ) {
        self.took.saturating_record(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX));
        let command = request.sent.command;
        let seen = self.sound.get(&command).is_some_and(|body| *body == answer.body);
        let is_json = answer.content_type == "application/json";
        if seen && is_json && answer.status == 200 && took <= tim_callback::CALLBACK_TIMEOUT {
            return;
        }
        let review = request.sent.what_tencent_does(answer.after(took));
        if review.is_sound() {
            self.sound.insert(command, answer.body.clone());
            return;
        }
        self.errors += 1;
        for Finding { problem, help } in of_review(&review) {
            let problem = service.secrets.hide(&request.sent.query, &problem);
            self.findings.add(command.name(), Finding { problem, help });
        }
    }

    pub(super) fn count_failure(&mut self, command: CallbackCommand, why: String) {
        self.errors += 1;
        self.findings.add(command.name(), Finding::new(why));
    }

    /// Whether this many requests were answered, and every answer is right.
    pub(super) fn is_right(&self, requests: usize) -> bool {
        self.errors == 0 && self.took.len() == requests as u64
    }

    fn figures(&self, whole: Duration) -> Figures<'_> {
        let (answers, seconds) = (self.took.len(), whole.as_secs_f64());
        let millis = |quantile| precise(self.took.value_at_quantile(quantile)) / 1e6;
        Figures {
            answers,
            seconds,
            per_second: precise(answers) / seconds.max(f64::MIN_POSITIVE),
            latency_ms: QUANTILES.map(|(name, quantile)| (name, millis(quantile))).into(),
            errors: self.errors,
            findings: &self.findings,
        }
    }

    pub(super) fn write(&self, whole: Duration, json: bool) -> io::Result<()> {
        let figures = self.figures(whole);
        let mut out = anstream::stdout();
        if json {
            return json_line(&mut out, &figures);
        }
        let Figures { answers, seconds, per_second, latency_ms, errors, findings } = figures;
        writeln!(out, "{answers} answers in {seconds:.2} s, {per_second:.0} per second")?;
        for (name, _) in QUANTILES {
            writeln!(out, "{name:>6} {:>10.3} ms", latency_ms[name])?;
        }
        writeln!(out, "errors {errors:>6}")?;
        findings.write(&mut out)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a figure does not need its last digits")]
fn precise(number: u64) -> f64 {
    number as f64
}
