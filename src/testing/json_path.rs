//! Paths in a body, spelled as in decode errors: `MsgBody[2].MsgContent.Text`.

use crate::command::CallbackCommand;
use crate::json::Content;

/// A body that is edited. What it borrows is from a fixture.
pub(super) type Json = Content<'static>;

/// Why a change to a [`RequestBuilder`](super::RequestBuilder) cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The text is not a path.
    #[error("{0:?} is not a path")]
    Unreadable(String),
    /// There is nothing at the path.
    #[error("{command} has no {path}, {there}")]
    #[non_exhaustive]
    NotThere {
        /// The command.
        command: CallbackCommand,
        /// The path.
        path: String,
        /// What is there at the point where the path breaks off.
        there: String,
    },
    /// The field to be added is there already.
    #[error("{command} has {path} already")]
    #[non_exhaustive]
    AlreadyThere {
        /// The command.
        command: CallbackCommand,
        /// The path.
        path: String,
    },
    /// The value to push an item to is not a list.
    #[error("{path} of {command} is not a list")]
    #[non_exhaustive]
    NotAList {
        /// The command.
        command: CallbackCommand,
        /// The path.
        path: String,
    },
}

impl EditError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "Write a path as MsgBody[0].MsgContent.Text.",
            Self::NotThere { .. } => "Correct the name, or add the field.",
            Self::AlreadyThere { .. } => "Set the field instead.",
            Self::NotAList { .. } => "Push to a list, or set the field.",
        }
    }
}

#[derive(Debug, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

/// A path in the body of a command.
pub(super) struct JsonPath {
    command: CallbackCommand,
    path: String,
    steps: Vec<Step>,
}

fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut contents = part.split('[');
        steps.push(Step::Key(contents.next().filter(|key| !key.is_empty())?.to_owned()));
        for index in contents {
            steps.push(Step::Index(index.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

/// The value one step further in.
fn inside<'p>(content: &'p mut Json, step: &Step) -> Option<&'p mut Json> {
    match (content, step) {
        (Json::Map(entries), Step::Key(name)) => {
            entries.iter_mut().find_map(|(key, value)| (key == name).then_some(value))
        }
        (Json::Seq(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    }
}

fn what_is_in(content: &Json) -> String {
    match content {
        Json::Map(entries) => {
            let keys: Vec<_> = entries.iter().map(|(key, _)| &**key).collect();
            format!("only {}", keys.join(", "))
        }
        Json::Seq(items) => format!("only a list of {}", items.len()),
        _ => "only a single value".to_owned(),
    }
}

impl JsonPath {
    pub(super) fn new(command: CallbackCommand, path: &str) -> Result<Self, EditError> {
        let steps = steps(path).ok_or_else(|| EditError::Unreadable(path.to_owned()))?;
        Ok(Self { command, path: path.to_owned(), steps })
    }

    fn not_there(&self, where_it_breaks: &Json) -> EditError {
        let there = what_is_in(where_it_breaks);
        EditError::NotThere { command: self.command, path: self.path.clone(), there }
    }

    fn walk<'p>(&self, body: &'p mut Json, steps: &[Step]) -> Result<&'p mut Json, EditError> {
        let mut at = body;
        for step in steps {
            if inside(at, step).is_none() {
                return Err(self.not_there(at));
            }
            at = inside(at, step).ok_or_else(|| self.not_there(&Json::Null))?;
        }
        Ok(at)
    }

    /// The value that contains the one at the path, and the last step of the path.
    fn parent<'p>(&self, body: &'p mut Json) -> Result<(&'p mut Json, &Step), EditError> {
        let (last, way) =
            self.steps.split_last().ok_or_else(|| EditError::Unreadable(self.path.clone()))?;
        Ok((self.walk(body, way)?, last))
    }

    pub(super) fn set(&self, body: &mut Json, value: Json) -> Result<(), EditError> {
        *self.walk(body, &self.steps)? = value;
        Ok(())
    }

    pub(super) fn add(&self, body: &mut Json, value: Json) -> Result<(), EditError> {
        let (parent, last) = self.parent(body)?;
        if inside(parent, last).is_some() {
            let path = self.path.clone();
            return Err(EditError::AlreadyThere { command: self.command, path });
        }
        match (&mut *parent, last) {
            (Json::Map(entries), Step::Key(key)) => {
                entries.push((key.clone().into(), value));
                Ok(())
            }
            _ => Err(self.not_there(parent)),
        }
    }

    pub(super) fn push(&self, body: &mut Json, value: Json) -> Result<(), EditError> {
        let Json::Seq(items) = self.walk(body, &self.steps)? else {
            return Err(EditError::NotAList { command: self.command, path: self.path.clone() });
        };
        items.push(value);
        Ok(())
    }

    pub(super) fn remove(&self, body: &mut Json) -> Result<(), EditError> {
        let (parent, last) = self.parent(body)?;
        if inside(parent, last).is_none() {
            return Err(self.not_there(parent));
        }
        match (parent, last) {
            (Json::Map(entries), Step::Key(name)) => entries.retain(|(key, _)| key != name),
            (Json::Seq(items), Step::Index(index)) => drop(items.remove(*index)),
            _ => {}
        }
        Ok(())
    }
}

/// Sorts the keys of every object alphabetically.
pub(super) fn sort_keys(content: &mut Json) {
    match content {
        Json::Seq(items) => items.iter_mut().for_each(sort_keys),
        Json::Map(entries) => {
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            for (_, value) in entries {
                sort_keys(value);
            }
        }
        _ => {}
    }
}
