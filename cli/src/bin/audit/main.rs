//! Checks whether the crate knows all of your traffic.
//!
//! ```text
//! cargo run --release --bin audit -- callbacks.jsonl     # or from stdin
//! cargo run --release --bin audit -- --lines callbacks.jsonl
//! cargo run --release --bin audit -- --commands
//! ```
//!
//! [`args`] describes the input, the report and the exit status.

mod args;
mod check;
mod commands;
mod issue;
mod lines;
mod merged;
mod names;
mod progress;
mod report;
mod summary;
mod text;
mod untyped;

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use tim_callback::Verifier;

use args::Args;
use check::{Checked, check};
use issue::Issue;
use lines::{Line, Lines};
use progress::Progress;
use summary::Summary;

fn audit(input: impl Read, name: &str, reports: bool) -> io::Result<Summary> {
    // The input is a log, so nothing is verified.
    let verifier = Verifier::unchecked_for_logs_and_tests();
    let mut out = BufWriter::new(io::stdout().lock());
    // Reports on the same terminal would be mixed up with the progress.
    let quiet = reports && io::stdout().is_terminal();
    let mut progress = Progress::new(io::stderr().is_terminal() && !quiet);
    let mut summary = Summary::default();
    let mut lines = Lines::new(BufReader::new(input));
    loop {
        progress.update(lines.read, lines.bytes);
        let number = lines.read + 1;
        let line = lines.next_line().map_err(|error| about(name, &error))?;
        let checked = match line {
            None => break,
            Some(Line::Blank) => continue,
            Some(Line::TooLong) => Checked::failed(Issue::new("the line is longer than 8 MiB")),
            Some(Line::Text(text)) => check(&verifier, text),
        };
        summary.add(number, &checked);
        if reports {
            report::write(&mut out, number, &checked)?;
        }
    }
    progress.finish();
    out.flush()?;
    Ok(summary)
}

fn about(name: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{name}: {error}"))
}

fn open(file: &Path) -> io::Result<(File, String)> {
    let name = file.display().to_string();
    File::open(file).map_err(|error| about(&name, &error)).map(|file| (file, name))
}

fn run(args: &Args) -> io::Result<bool> {
    if args.commands {
        commands::list()?;
        return Ok(true);
    }
    let summary = match &args.file {
        None => audit(io::stdin().lock(), "stdin", args.lines)?,
        Some(file) => {
            let (file, name) = open(file)?;
            audit(file, &name, args.lines)?
        }
    };
    let mut text = Vec::new();
    text::write(&mut text, &summary)?;
    match args.lines {
        true => io::stderr().write_all(&text)?,
        false => io::stdout().write_all(&text)?,
    }
    eprintln!("{}", text::totals(&summary));
    Ok(summary.is_clean())
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Whoever closes the pipe has seen enough.
            if error.kind() != ErrorKind::BrokenPipe {
                eprintln!("{error}");
            }
            ExitCode::from(2)
        }
    }
}
