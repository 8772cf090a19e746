//! What is wrong with answers: each finding once, with a count.

use std::io::{self, Write};

use serde::Serialize;
use tim_callback::testing::{AnswerIssue, Review};

use crate::output::one_line;

/// The most findings that are kept apart. A service may answer differently each time.
const MAX: usize = 100;

#[derive(Serialize, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) problem: String,
    pub(crate) help: String,
}

impl Finding {
    /// A problem with what to do about it in the same text, or nothing to do about it.
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: String::new() }
    }

    fn of(issue: &AnswerIssue) -> Self {
        let problem = match issue {
            // How late differs from answer to answer.
            AnswerIssue::TooLate(_) => format!(
                "the answer came too late, and Tencent waits {} ms",
                tim_callback::CALLBACK_TIMEOUT.as_millis()
            ),
            issue => issue.to_string(),
        };
        Self { problem, help: issue.help().into_owned() }
    }
}

pub(crate) fn of_review(review: &Review) -> Vec<Finding> {
    review.issues.iter().map(Finding::of).collect()
}

/// What Tencent does with an answer, without the command and what is wrong with it.
pub(crate) fn effect(review: &Review) -> String {
    let mut review = review.clone();
    review.issues.clear();
    let text = review.to_string();
    let (_, effect) = text.split_once(": ").unwrap_or_default();
    effect.to_owned()
}

#[derive(Serialize)]
struct Counted {
    count: u64,
    /// What it was found in first.
    first: String,
    #[serde(flatten)]
    finding: Finding,
}

#[derive(Default)]
pub(crate) struct Findings {
    found: Vec<Counted>,
    left_out: u64,
}

impl Findings {
    pub(crate) fn add(&mut self, at: &str, finding: Finding) {
        if let Some(counted) = self.found.iter_mut().find(|counted| counted.finding == finding) {
            counted.count += 1;
        } else if self.found.len() < MAX {
            self.found.push(Counted { count: 1, first: at.to_owned(), finding });
        } else {
            self.left_out += 1;
        }
    }

    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for Counted { count, first, finding: Finding { problem, help } } in &self.found {
            match count {
                1 => write!(out, "wrong: ")?,
                count => write!(out, "wrong, {count} times, first for {first}: ")?,
            }
            let text = if help.is_empty() { problem.clone() } else { format!("{problem}. {help}") };
            writeln!(out, "{}", one_line(&text))?;
        }
        match self.left_out {
            0 => Ok(()),
            more => writeln!(out, "wrong, {more} times more: other findings, left out after {MAX}"),
        }
    }
}

impl Serialize for Findings {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.found.serialize(serializer)
    }
}
