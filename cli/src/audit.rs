//! Checks whether the crate knows all of your traffic.

mod report;
mod summary;
mod text;

use std::io::{self, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use crate::check::issue::Issue;
use crate::check::{self, Checked};
use crate::failure::{Failure, Outcome, tell};
use crate::input;
use crate::lines::{Line, Lines, TOO_LONG};
use crate::progress;
use summary::Summary;

/// Check whether this version knows all of your traffic
///
/// Each line of the input is a logged callback:
/// {"query": "<raw query string>", "body": <object, or a string that contains the body>}
///
/// The query may start with `?`. If a web framework merged the query into the body, this is
/// recognised and reported once, and the query of a line without one is read from the body. A body
/// that is not UTF-8 is base64 under `body_base64`, as `record` writes it.
///
/// The report on stdout has, for each command, the number of lines that are typed (decoded, and
/// nothing is untyped), that have untyped fields, that are of an unknown command, and that are
/// undecodable. Then it has each untyped field and each error once, with the number of occurrences
/// and the line of the first; `[]` is any index of a list, `*` a key that is no field name. Up to
/// 100 untyped fields and 100 errors are kept for each command, and up to 100 unknown commands;
/// occurrences of others are only counted. Values are never printed. The totals are on stderr, and
/// so is the progress if stderr is a terminal.
///
/// Nothing is verified, because the input is a log. Lines are read one at a time, so the log may
/// have any length.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
#[command(after_help = "\
Exit status: 0 if every line is typed and nothing is untyped, 1 if not, 2 if the arguments are wrong,
the input cannot be read or the output cannot be written.

Example:
  tim-callback audit --json callbacks.jsonl")]
pub(crate) struct Args {
    /// The log; stdin without it
    #[arg(default_value = "-", hide_default_value = true)]
    file: PathBuf,

    /// Print a JSON report of each line on stdout, and the summary on stderr
    ///
    /// A report is {"line": N, "command": …, "status": "typed" | "unknown-command" | "error",
    /// "untyped": […], "error": …, "help": …}: `untyped` has JSON pointers to values that the types
    /// do not contain, at most 1000, and `help` says what to do about the error.
    #[arg(long, alias = "lines", verbatim_doc_comment)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let input = input::open(&args.file)?;
    // Reports on the same terminal would be mixed up with the progress.
    let bar = match args.json && io::stdout().is_terminal() {
        true => ProgressBar::hidden(),
        false => progress::of_file(&args.file),
    };
    let summary = audit(bar.wrap_read(input), &args.file, args.json)?;
    bar.finish_and_clear();
    let mut text = Vec::new();
    text::write(&mut text, &summary)?;
    match args.json {
        true => io::stderr().write_all(&text)?,
        false => io::stdout().write_all(&text)?,
    }
    tell(text::totals(&summary));
    Ok(summary.is_clean())
}

fn audit(input: impl Read, file: &Path, json: bool) -> Result<Summary, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut summary = Summary::default();
    let mut lines = Lines::new(BufReader::new(input));
    loop {
        let number = lines.read + 1;
        let line = lines.next_line().map_err(|error| Failure::of_file(file, &error))?;
        let checked = match line {
            None => break,
            Some(Line::Blank) => continue,
            Some(Line::TooLong) => Checked::failed(Issue::new(TOO_LONG)),
            Some(Line::Text(text)) => check::line(text),
        };
        summary.add(number, &checked);
        if json {
            report::write(&mut out, number, &checked)?;
        }
    }
    out.flush()?;
    Ok(summary)
}
