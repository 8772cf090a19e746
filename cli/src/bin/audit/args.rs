//! The arguments of the audit.

use std::path::PathBuf;

use clap::Parser;

/// Checks whether the crate knows all of your traffic.
///
/// Each line of the input is a logged callback:
/// {"query": "<raw query string>", "body": <object, or a string that contains the body>}
///
/// The query may start with `?`. If a web framework merged the query into the body, this is
/// recognised and reported once, and a line without a query takes it from there.
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
#[derive(Parser)]
#[command(
    name = "audit",
    verbatim_doc_comment,
    after_long_help = "Exit status: 0 if every line is typed and nothing is untyped, 1 if not, 2 if the arguments \
                       are wrong,\nthe input cannot be read or the output cannot be written."
)]
pub struct Args {
    /// The log; stdin without it
    pub file: Option<PathBuf>,

    /// Print a JSON report of each line on stdout, and the summary on stderr
    ///
    /// A report is {"line": N, "command": …, "status": "typed" | "unknown-command" | "error",
    /// "untyped": […], "error": …, "help": …}: `untyped` has JSON pointers to values that the types
    /// do not contain, at most 1000, and `help` says what to do about the error.
    #[arg(long, verbatim_doc_comment)]
    pub lines: bool,

    /// List the known commands, with their phases and the paths of their request types
    #[arg(long, conflicts_with_all = ["file", "lines"])]
    pub commands: bool,
}
