//! What becomes of a callback: how much of it this version knows. Nothing is verified.

pub(crate) mod issue;
mod merged;
pub(crate) mod names;
pub(crate) mod untyped;

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use tim_callback::query::DEFAULT_BODY_LIMIT;
use tim_callback::{AnyCallback, Error, Incoming, Verifier};

use issue::Issue;
use untyped::Step;

#[derive(Deserialize)]
struct Entry<'a> {
    query: Option<String>,
    #[serde(borrow)]
    body: &'a RawValue,
}

/// Where the query was found, if it is merged into the body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merged {
    No,
    /// There is a query of its own too.
    Too,
    /// There is no other query.
    Only,
}

pub(crate) struct Checked {
    /// The name of the command, if there was a query.
    pub(crate) command: Option<String>,
    pub(crate) merged: Merged,
    pub(crate) outcome: Outcome,
}

pub(crate) enum Outcome {
    Decoded(Box<Decoded>),
    Unknown(Box<AnyCallback>),
    Failed(Issue),
}

/// A callback, and its body as received.
pub(crate) struct Decoded {
    pub(crate) callback: AnyCallback,
    whole: Value,
    merged: bool,
}

impl Decoded {
    /// Calls `found` with the path of each untyped value.
    pub(crate) fn untyped<'b>(&'b self, found: &mut dyn FnMut(&[Step<'b>])) {
        let typed = self.callback.request_value().unwrap_or_default();
        untyped::leaves(&typed, &self.whole, &mut |steps| match steps.first() {
            Some(Step::Key(key)) if self.merged && merged::is_param(key) => {}
            _ => found(steps),
        });
    }
}

impl Checked {
    pub(crate) fn failed(issue: Issue) -> Self {
        Self { command: None, merged: Merged::No, outcome: Outcome::Failed(issue) }
    }
}

/// Checks a line of a log, an object with query and body.
pub(crate) fn line(text: &[u8]) -> Checked {
    let entry: Entry<'_> = match serde_json::from_slice(text) {
        Ok(entry) => entry,
        Err(error) => return Checked::failed(Issue::not_an_entry(&error)),
    };
    match body_text(entry.body) {
        Ok(body) => callback(entry.query.as_deref().unwrap_or_default(), body.as_bytes()),
        Err(_) => Checked::failed(Issue::new("the body is a string that is not JSON text")),
    }
}

/// The body: the text of the object as it is, or the content of the string.
fn body_text(body: &RawValue) -> Result<Cow<'_, str>, serde_json::Error> {
    if body.get().starts_with('"') {
        serde_json::from_str(body.get()).map(Cow::Owned)
    } else {
        Ok(Cow::Borrowed(body.get()))
    }
}

/// Checks a query and a body. Without a query, it is taken from the body if it is merged into it.
pub(crate) fn callback(query: &str, body: &[u8]) -> Checked {
    // A larger body is refused, and would need much memory.
    let whole = (body.len() <= DEFAULT_BODY_LIMIT)
        .then(|| serde_json::from_slice::<Value>(body).ok())
        .flatten();
    let query = query.strip_prefix('?').unwrap_or(query);
    let merged = match &whole {
        Some(whole) if merged::is_merged(whole) && query.is_empty() => Merged::Only,
        Some(whole) if merged::is_merged(whole) => Merged::Too,
        _ => Merged::No,
    };
    let query = match &whole {
        Some(whole) if merged == Merged::Only => {
            merged::query(whole).map_or(Cow::Borrowed(query), Cow::Owned)
        }
        _ => Cow::Borrowed(query),
    };
    let (command, outcome) = decode(&query, body, whole, merged);
    Checked { command, merged, outcome }
}

fn decode(
    query: &str,
    body: &[u8],
    whole: Option<Value>,
    merged: Merged,
) -> (Option<String>, Outcome) {
    if query.is_empty() {
        return (None, Outcome::Failed(Issue::new("the line has no query")));
    }
    let incoming = match Incoming::new(query, body) {
        Ok(incoming) => incoming,
        Err(error) => return (None, Outcome::Failed(Issue::of(&error.into()))),
    };
    let command = Some(names::command(incoming.query().command_name()).to_owned());
    let callback = Verifier::unchecked_for_logs_and_tests()
        .verify(incoming)
        .map_err(Error::from)
        .and_then(|verified| verified.decode().map_err(Error::from));
    let outcome = match (callback, whole) {
        (Err(error), _) => Outcome::Failed(Issue::of(&error)),
        (Ok(callback @ AnyCallback::Unknown(_)), _) => Outcome::Unknown(Box::new(callback)),
        (Ok(_), None) => Outcome::Failed(Issue::new("a number in the body is out of range")),
        (Ok(callback), Some(whole)) => {
            let merged = merged != Merged::No;
            Outcome::Decoded(Box::new(Decoded { callback, whole, merged }))
        }
    };
    (command, outcome)
}
