//! The report of one line, as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::check::{Checked, Status, names};
use crate::output::json_line;

/// The most pointers that are printed for a line.
const MAX_POINTERS: usize = 1000;

#[derive(Serialize)]
struct LineReport<'a> {
    line: u64,
    command: Option<&'a str>,
    status: &'static str,
    untyped: Vec<String>,
    error: Option<&'a str>,
    help: Option<&'static str>,
}

pub(crate) fn write(out: &mut impl Write, line: u64, checked: &Checked) -> io::Result<()> {
    let (status, issue) = match &checked.status {
        Status::Decoded(_) => ("typed", None),
        Status::Unknown(_) => ("unknown-command", None),
        Status::Failed(issue) => ("error", Some(issue)),
    };
    let mut untyped = Vec::new();
    checked.untyped(&mut |steps| {
        if untyped.len() < MAX_POINTERS {
            untyped.push(names::pointer(steps));
        }
    });
    let report = LineReport {
        line,
        command: checked.command.as_deref(),
        status,
        untyped,
        error: issue.map(|issue| issue.text.as_str()),
        help: issue.and_then(|issue| issue.help),
    };
    json_line(out, &report)
}
