//! What becomes of one line of the log.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use tim_callback::query::DEFAULT_BODY_LIMIT;
use tim_callback::{AnyCallback, Error, Incoming, Verifier};

use crate::issue::Issue;
use crate::untyped::{self, Step};
use crate::{merged, names};

#[derive(Deserialize)]
struct Entry<'a> {
    query: Option<String>,
    #[serde(borrow)]
    body: &'a RawValue,
}

/// Where the query was found, if it is merged into the body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    No,
    /// The line has a query of its own too.
    Too,
    /// The line has no other query.
    Only,
}

pub struct Checked {
    /// The name of the command, if there was a query.
    pub command: Option<String>,
    pub merged: Merged,
    pub outcome: Outcome,
}

pub enum Outcome {
    Decoded(Decoded),
    Unknown,
    Failed(Issue),
}

/// A body, as received and as the types contain it.
pub struct Decoded {
    typed: Value,
    whole: Value,
    merged: bool,
}

impl Decoded {
    /// Calls `found` with the path of each untyped value.
    pub fn untyped<'b>(&'b self, found: &mut dyn FnMut(&[Step<'b>])) {
        untyped::leaves(&self.typed, &self.whole, &mut |steps| match steps.first() {
            Some(Step::Key(key)) if self.merged && merged::is_param(key) => {}
            _ => found(steps),
        });
    }
}

impl Checked {
    pub fn failed(issue: Issue) -> Self {
        Self { command: None, merged: Merged::No, outcome: Outcome::Failed(issue) }
    }
}

pub fn check(verifier: &Verifier, text: &[u8]) -> Checked {
    let entry: Entry<'_> = match serde_json::from_slice(text) {
        Ok(entry) => entry,
        Err(error) => return Checked::failed(Issue::not_an_entry(&error)),
    };
    let Ok(body) = body_text(entry.body) else {
        return Checked::failed(Issue::new("the body is a string that is not JSON text"));
    };
    // A larger body is refused, and would need much memory.
    let whole = (body.len() <= DEFAULT_BODY_LIMIT)
        .then(|| serde_json::from_str::<Value>(&body).ok())
        .flatten();
    let query = entry.query.as_deref().unwrap_or_default();
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
    let (command, outcome) = decode(verifier, &query, &body, whole, merged);
    Checked { command, merged, outcome }
}

fn decode(
    verifier: &Verifier,
    query: &str,
    body: &str,
    whole: Option<Value>,
    merged: Merged,
) -> (Option<String>, Outcome) {
    if query.is_empty() {
        return (None, Outcome::Failed(Issue::new("the line has no query")));
    }
    let incoming = match Incoming::new(query, body.as_bytes()) {
        Ok(incoming) => incoming,
        Err(error) => return (None, Outcome::Failed(Issue::of(&error.into()))),
    };
    let command = Some(names::command(incoming.query().command_name()).to_owned());
    let callback = verifier
        .verify(incoming)
        .map_err(Error::from)
        .and_then(|verified| verified.decode().map_err(Error::from));
    let outcome = match (callback, whole) {
        (Err(error), _) => Outcome::Failed(Issue::of(&error)),
        (Ok(AnyCallback::Unknown(_)), _) => Outcome::Unknown,
        (Ok(_), None) => Outcome::Failed(Issue::new("a number in the body is out of range")),
        (Ok(callback), Some(whole)) => {
            let typed = callback.request_value().unwrap_or_default();
            Outcome::Decoded(Decoded { typed, whole, merged: merged != Merged::No })
        }
    };
    (command, outcome)
}

/// The body: the text of the object as it is, or the content of the string.
fn body_text(body: &RawValue) -> Result<Cow<'_, str>, serde_json::Error> {
    if body.get().starts_with('"') {
        serde_json::from_str(body.get()).map(Cow::Owned)
    } else {
        Ok(Cow::Borrowed(body.get()))
    }
}
