//! Why a command ends early, in one line, and the exit statuses.

use std::fmt::{self, Display};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Whether everything is as it should be (exit status 0) or not (1), or why there is no telling.
pub(crate) type Outcome = Result<bool, Failure>;

#[derive(Debug)]
pub(crate) struct Failure {
    status: u8,
    /// Empty if there is nothing to say.
    message: String,
}

impl Failure {
    /// The service cannot be reached: exit status 1.
    pub(crate) fn of_service(message: impl Into<String>) -> Self {
        Self { status: 1, message: message.into() }
    }

    /// The arguments are wrong, or the input cannot be read: exit status 2.
    pub(crate) fn of_input(message: impl Into<String>) -> Self {
        Self { status: 2, message: message.into() }
    }

    /// A file cannot be read: exit status 2.
    pub(crate) fn of_file(file: &Path, error: &io::Error) -> Self {
        let name = if file == Path::new("-") { "stdin".into() } else { file.to_string_lossy() };
        Self::of_input(format!("{name}: {error}"))
    }
}

/// The output cannot be written: exit status 2.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        // If you close the pipe, you have seen enough.
        let message = match error.kind() {
            io::ErrorKind::BrokenPipe => String::new(),
            _ => format!("the output cannot be written: {error}"),
        };
        Self::of_input(message)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The exit status of an outcome. A failure is told on stderr.
pub(crate) fn exit_code(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            if !failure.message.is_empty() {
                tell(format_args!("error: {failure}"));
            }
            ExitCode::from(failure.status)
        }
    }
}

/// Says something on stderr. It is lost if nobody reads that: `eprintln!` would panic.
pub(crate) fn tell(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
