//! Decoding a body, twice if it fails: once fast, once to find the place.

use std::fmt;

use super::Callback;
use crate::auth::Verified;
use crate::callbacks::OTHER_COMMAND;
use crate::command::CallbackCommand;
use crate::message::{MAX_RELAY_DEPTH, TOO_DEEP};
use crate::wire::{Mismatch, Piece, PieceDeserializer, Problem};

/// What to do about a body that does not decode.
const REPORT: &str = "if Tencent sent it, please report it to tim-callback";

/// A body that is not what its URL says. Names the command and the place, never the value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The body is not UTF-8.
    #[error("{command}: the body is not UTF-8, at byte {position}; {REPORT}")]
    NotUtf8 {
        /// The command.
        command: CallbackCommand,
        /// Where the first bad byte is, from 0.
        position: usize,
    },
    /// The body is not JSON, or cannot be held as JSON: 128 levels or more, a number beyond
    /// `f64`, half a surrogate pair.
    #[error("{command}: the body is not JSON, at line {line}, column {column}; {REPORT}")]
    NotJson {
        /// The command.
        command: CallbackCommand,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// Something else was expected at a place.
    #[error("{command}: expected {expected} at {}; {REPORT}", Place(path))]
    Unexpected {
        /// The command.
        command: CallbackCommand,
        /// The place, as in `MsgBody[2].MsgContent.Text`; empty for the body as a whole.
        path: String,
        /// What was expected.
        expected: String,
    },
    /// A required field is not there.
    #[error("{command}: {path} is missing; {REPORT}")]
    Missing {
        /// The command.
        command: CallbackCommand,
        /// The field.
        path: String,
    },
    /// A known field stands twice in one object.
    #[error("{command}: {path} is there twice; {REPORT}")]
    Duplicate {
        /// The command.
        command: CallbackCommand,
        /// The field.
        path: String,
    },
    /// Forwards are nested deeper than [`MAX_RELAY_DEPTH`].
    #[error("{command}: forwards are nested more than {limit} deep at {}; {REPORT}", Place(path))]
    TooDeep {
        /// The command.
        command: CallbackCommand,
        /// The innermost forward that has more than the limit in it, itself included.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// The body says that it is another command than the URL says.
    #[error(
        "{command} in the URL, but another command in the body at {path}: it was forged, or rewritten on the way"
    )]
    OtherCommand {
        /// The command in the URL.
        command: CallbackCommand,
        /// Where the body says otherwise.
        path: String,
    },
    /// [`Verified::decode_as`] was asked for another command than the URL names.
    #[error("asked for {asked}, but the URL names {}: ask decode() where it may be any", Named(*command))]
    NotAsked {
        /// The command asked for.
        asked: CallbackCommand,
        /// The command in the URL; `None` for one that this version does not type.
        command: Option<CallbackCommand>,
    },
}

struct Place<'a>(&'a str);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "the top of the body" } else { self.0 })
    }
}

struct Named(Option<CallbackCommand>);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.map_or("an unknown command", CallbackCommand::name))
    }
}

/// A verified callback whose body cannot be decoded, with the reason: nothing is lost.
#[derive(thiserror::Error)]
#[error("{}", .0.0)]
pub struct Undecodable<'b>(Box<(DecodeError, Verified<'b>)>);

impl<'b> Undecodable<'b> {
    pub(crate) fn new(error: DecodeError, verified: Verified<'b>) -> Self {
        Self(Box::new((error, verified)))
    }

    /// Why it cannot be decoded.
    #[must_use]
    pub fn error(&self) -> &DecodeError {
        &self.0.0
    }

    /// The reason and the callback.
    #[must_use]
    pub fn into_parts(self) -> (DecodeError, Verified<'b>) {
        *self.0
    }
}

impl fmt::Debug for Undecodable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undecodable")
            .field("error", &self.0.0)
            .field("verified", &self.0.1)
            .finish()
    }
}

/// A request from a body. The whole is checked as UTF-8 at once, which is faster than letting the
/// parser check each string.
///
/// It gives no reason: a request is large, and an error beside it would have it moved once more.
/// [`why_not`] finds the reason.
#[inline]
pub(crate) fn decode_request<C: Callback>(body: &[u8]) -> Option<C> {
    let mut json = serde_json::Deserializer::from_str(simdutf8::basic::from_utf8(body).ok()?);
    let request = C::deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(request)
}

/// Why a body is not a request of this command: decodes once more, through pieces that know their
/// place.
#[cold]
pub(super) fn why_not<C: Callback>(body: &[u8]) -> DecodeError {
    let command = C::COMMAND;
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => return DecodeError::NotUtf8 { command, position: error.valid_up_to() },
    };
    let piece: Piece = match serde_json::from_str(text) {
        Ok(piece) => piece,
        Err(error) => {
            return DecodeError::NotJson { command, line: error.line(), column: error.column() };
        }
    };
    match C::deserialize(PieceDeserializer(piece)) {
        Err(mismatch) => from_mismatch(command, &mismatch),
        // The two decodings agree on what is an error; were they not to, this one is no verdict.
        Ok(_) => DecodeError::Unexpected {
            command,
            path: String::new(),
            expected: "a request of this command".to_owned(),
        },
    }
}

fn from_mismatch(command: CallbackCommand, mismatch: &Mismatch) -> DecodeError {
    let path = mismatch.path();
    match mismatch.problem() {
        Problem::Missing => DecodeError::Missing { command, path },
        Problem::Duplicate => DecodeError::Duplicate { command, path },
        Problem::Expected(expected) if expected == OTHER_COMMAND => {
            DecodeError::OtherCommand { command, path }
        }
        Problem::Objection(why) if why == TOO_DEEP => {
            DecodeError::TooDeep { command, path, limit: MAX_RELAY_DEPTH }
        }
        Problem::Expected(expected) | Problem::Objection(expected) => {
            DecodeError::Unexpected { command, path, expected: expected.clone() }
        }
    }
}
