//! How much of a callback this version knows. Nothing is verified.

pub(crate) mod issue;
mod merged;
pub(crate) mod names;
pub(crate) mod untyped;

use serde_json::Value;
use tim_callback::query::DEFAULT_BODY_LIMIT;
use tim_callback::{AnyCallback, Error, Incoming, Verifier};

use crate::recording::LoggedCallback;
use issue::Issue;
use untyped::Step;

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
    /// The body as received, if it is JSON.
    pub(crate) body: Option<Value>,
    pub(crate) status: Status,
}

pub(crate) enum Status {
    Decoded(Box<Decoded>),
    Unknown(Box<AnyCallback>),
    Failed(Issue),
}

pub(crate) struct Decoded {
    pub(crate) callback: AnyCallback,
    /// What the types contain of the body.
    pub(crate) request: Value,
}

impl Checked {
    pub(crate) fn failed(issue: Issue) -> Self {
        Self { command: None, merged: Merged::No, body: None, status: Status::Failed(issue) }
    }

    /// Calls `found` with the path of each untyped value.
    pub(crate) fn untyped<'b>(&'b self, found: &mut dyn FnMut(&[Step<'b>])) {
        let (Status::Decoded(decoded), Some(body)) = (&self.status, &self.body) else { return };
        let is_merged = self.merged != Merged::No;
        untyped::leaves(&decoded.request, body, &mut |steps| match steps.first() {
            Some(Step::Key(key)) if is_merged && merged::is_param(key) => {}
            _ => found(steps),
        });
    }
}

/// Checks a line of a log.
pub(crate) fn line(text: &[u8]) -> Checked {
    match LoggedCallback::read(text) {
        Ok(LoggedCallback { query, body }) => callback(&query, &body),
        Err(error) => Checked::failed(Issue::of_line(&error)),
    }
}

/// Checks a query and a body. Without a query, it is taken from the body if it is merged into it.
pub(crate) fn callback(query: &str, body: &[u8]) -> Checked {
    let whole = value(body);
    let with_query = whole.as_ref().ok().filter(|whole| merged::is_merged(whole));
    let (merged, own_query) = match with_query {
        None if query.is_empty() => return Checked::failed(Issue::new("the line has no query")),
        None => (Merged::No, None),
        Some(whole) if query.is_empty() => (Merged::Only, merged::query(whole)),
        Some(_) => (Merged::Too, None),
    };
    decode(own_query.as_deref().unwrap_or(query), body, whole, merged)
}

/// Checks a callback as a service receives it.
pub(crate) fn received(query: &str, body: &[u8]) -> Checked {
    decode(query, body, value(body), Merged::No)
}

fn value(body: &[u8]) -> serde_json::Result<Value> {
    // A larger body is refused, and would need much memory.
    match body.len() <= DEFAULT_BODY_LIMIT {
        true => serde_json::from_slice(body),
        false => Err(serde::de::Error::custom("it is too large")),
    }
}

fn decode(query: &str, body: &[u8], whole: serde_json::Result<Value>, merged: Merged) -> Checked {
    let mut command = None;
    let callback = Incoming::new(query, body)
        .map_err(Error::from)
        .and_then(|incoming| {
            command = Some(names::command(incoming.query().command_name()).to_owned());
            Verifier::unchecked_for_logs_and_tests().verify(incoming).map_err(Error::from)
        })
        .and_then(|verified| verified.decode().map_err(Error::from));
    let status = match (callback, &whole) {
        (Err(error), _) => Status::Failed(Issue::of(&error)),
        (Ok(callback @ AnyCallback::Unknown(_)), _) => Status::Unknown(Box::new(callback)),
        (Ok(_), Err(error)) => Status::Failed(Issue::of_unknown_part(error)),
        (Ok(callback), Ok(_)) => {
            let request = callback.request_value().unwrap_or_default();
            Status::Decoded(Box::new(Decoded { callback, request }))
        }
    };
    Checked { command, merged, body: whole.ok(), status }
}
