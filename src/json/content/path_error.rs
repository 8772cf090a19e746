//! Why and where JSON does not match a type. The value itself is never kept.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// What is wrong at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// Something else was expected: "a string", "an unsigned integer…".
    Expected(String),
    /// A required field is missing.
    Missing,
    /// A known key appears twice in one object.
    Duplicate,
    /// Forwards are nested too deeply: serde's `invalid_length`, which nothing else reports.
    TooDeep,
    /// The body names another command: serde's `unknown_variant`, which nothing else reports.
    OtherCommand,
}

/// An [`ErrorKind`] with its path, collected while the error travels up, innermost step first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathError {
    kind: ErrorKind,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl PathError {
    fn new(kind: ErrorKind) -> Self {
        Self { kind, steps: Vec::new() }
    }

    pub(crate) fn into_kind(self) -> ErrorKind {
        self.kind
    }

    pub(crate) fn under_key(mut self, key: &str) -> Self {
        self.steps.push(Step::Key(key.to_owned()));
        self
    }

    pub(crate) fn under_index(mut self, index: usize) -> Self {
        self.steps.push(Step::Index(index));
        self
    }

    /// The path to the value, such as `MsgBody[2].MsgContent.Text`. Empty for the body as a whole.
    ///
    /// All keys are those of the protocol: an unknown key is never decoded, so text chosen by a
    /// sender cannot get in here.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => path.extend([".", key]),
                Step::Index(index) => path.extend(["[", &index.to_string(), "]"]),
            }
        }
        path
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Expected(what) => write!(f, "expected {what}")?,
            ErrorKind::Missing => f.write_str("missing field")?,
            ErrorKind::Duplicate => f.write_str("duplicate field")?,
            ErrorKind::TooDeep => f.write_str("forwards nested too deep")?,
            ErrorKind::OtherCommand => f.write_str("another command")?,
        }
        if self.steps.is_empty() { Ok(()) } else { write!(f, " at {}", self.path()) }
    }
}

impl std::error::Error for PathError {}

impl Error for PathError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(ErrorKind::Expected(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(ErrorKind::Expected(expected.to_string()))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(ErrorKind::Expected(expected.to_string()))
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::new(ErrorKind::TooDeep)
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(ErrorKind::OtherCommand)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(ErrorKind::Missing).under_key(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(ErrorKind::Duplicate).under_key(field)
    }
}
