//! Why a piece of JSON is not what a type wants, and where: the value itself is never kept.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// What is wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Something else was expected: "a string", "an unsigned integer…".
    Expected(String),
    /// A required field is not there.
    Missing,
    /// A known key stands twice in one object.
    Duplicate,
    /// The type's own objection, one of the crate's fixed sentences.
    Objection(String),
}

/// A [`Problem`] with its place, gathered while the error travels up: innermost step first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mismatch {
    problem: Problem,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Mismatch {
    fn new(problem: Problem) -> Self {
        Self { problem, steps: Vec::new() }
    }

    pub(crate) fn problem(&self) -> &Problem {
        &self.problem
    }

    pub(crate) fn under_key(mut self, key: &str) -> Self {
        self.steps.push(Step::Key(key.to_owned()));
        self
    }

    pub(crate) fn under_index(mut self, index: usize) -> Self {
        self.steps.push(Step::Index(index));
        self
    }

    /// The place, as in `MsgBody[2].MsgContent.Text`; empty for the whole.
    ///
    /// The keys are those of the protocol: an unknown key is never decoded, so a sender's own text
    /// cannot get in here.
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

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Expected(what) => write!(f, "expected {what}")?,
            Problem::Missing => f.write_str("a required field is missing")?,
            Problem::Duplicate => f.write_str("a key stands twice in one object")?,
            Problem::Objection(why) => f.write_str(why)?,
        }
        if self.steps.is_empty() { Ok(()) } else { write!(f, " at {}", self.path()) }
    }
}

impl std::error::Error for Mismatch {}

impl Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Problem::Objection(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Problem::Expected(expected.to_string()))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Problem::Expected(expected.to_string()))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Problem::Missing).under_key(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Problem::Duplicate).under_key(field)
    }
}
