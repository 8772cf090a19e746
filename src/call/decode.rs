//! Decoding a body, and decoding it again on failure to find out where it is wrong.

use std::fmt;

use crate::auth::Verified;
use crate::callbacks::Callback;
use crate::command::CallbackCommand;
use crate::json::{Content, ContentDeserializer, ErrorKind};
use crate::message::{Guessing, MAX_RELAY_DEPTH};

/// Why a body could not be decoded as a request of its command.
///
/// It contains the command and the path, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    command: CallbackCommand,
    kind: DecodeErrorKind,
    path: String,
    /// What was expected, or where in the text the body breaks off.
    detail: String,
}

/// What is wrong with a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The body is not UTF-8.
    NotUtf8,
    /// The body is not JSON, or not JSON that can be represented: it nests 128 levels or more, or
    /// has a number beyond `f64` or a lone surrogate.
    NotJson,
    /// The value at [`DecodeError::path`] is not what was expected.
    Unexpected,
    /// A required field is missing.
    Missing,
    /// A known field appears twice in one object.
    Duplicate,
    /// Forwards are nested deeper than [`MAX_RELAY_DEPTH`]. The path is that of the innermost
    /// forward whose nesting, counting itself, exceeds the limit.
    TooDeep,
    /// The body names a different command from the URL.
    OtherCommand,
    /// [`Verified::decode_as`] was called for a different command from the one in the URL.
    NotAsked,
}

impl DecodeError {
    /// The command in the URL, or for [`NotAsked`](DecodeErrorKind::NotAsked) the requested one.
    #[must_use]
    pub fn command(&self) -> CallbackCommand {
        self.command
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// The path to the value, such as `MsgBody[2].MsgContent.Text`. Empty for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected at the path; `None` for other kinds of errors.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        (self.kind == DecodeErrorKind::Unexpected).then_some(&self.detail)
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.kind {
            DecodeErrorKind::OtherCommand => "Find out who rewrites or forges callbacks.",
            DecodeErrorKind::NotAsked => "Use decode() if a callback may be of any command.",
            _ => "If Tencent sent this body, please report it to tim-callback.",
        }
    }

    fn new(command: CallbackCommand, kind: DecodeErrorKind) -> Self {
        Self { command, kind, path: String::new(), detail: String::new() }
    }

    fn with_detail(mut self, detail: String) -> Self {
        self.detail = detail;
        self
    }

    pub(super) fn not_asked(asked: CallbackCommand, named: Option<CallbackCommand>) -> Self {
        let named = named.map_or("an unknown command", CallbackCommand::name);
        Self::new(asked, DecodeErrorKind::NotAsked).with_detail(named.to_owned())
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { command, kind, path, detail } = self;
        let path = if path.is_empty() { "the top of the body" } else { path };
        write!(f, "{command}: ")?;
        match kind {
            DecodeErrorKind::NotUtf8 => write!(f, "the body is not UTF-8, at {detail}"),
            DecodeErrorKind::NotJson => write!(f, "the body is not JSON, at {detail}"),
            DecodeErrorKind::Unexpected => write!(f, "expected {detail} at {path}"),
            DecodeErrorKind::Missing => write!(f, "missing field {path}"),
            DecodeErrorKind::Duplicate => write!(f, "duplicate field {path}"),
            DecodeErrorKind::TooDeep => {
                write!(f, "forwards are nested more than {MAX_RELAY_DEPTH} deep at {path}")
            }
            DecodeErrorKind::OtherCommand => write!(f, "the body names another command at {path}"),
            DecodeErrorKind::NotAsked => write!(f, "the URL names {detail}"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// A verified callback whose body cannot be decoded, and the reason.
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

    /// The verified callback.
    #[must_use]
    pub fn verified(&self) -> &Verified<'b> {
        &self.0.1
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

/// Decodes a request from a body. The whole body is checked as UTF-8 at once, which is faster than
/// letting the parser check each string.
///
/// It returns no reason, because a request is large and a `Result` would move it once more.
/// [`why_not`] finds the reason. Contents that come before their type are guessed at first.
#[inline]
pub(crate) fn decode_request<C: Callback>(body: &[u8]) -> Option<C> {
    let text = simdutf8::basic::from_utf8(body).ok()?;
    let guessing = Guessing::allow();
    match parse(text) {
        None if guessing.end() => parse_again(text),
        request => request,
    }
}

#[inline]
fn parse<C: Callback>(text: &str) -> Option<C> {
    let mut json = serde_json::Deserializer::from_str(text);
    let request = C::deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(request)
}

/// For a body in which a content was guessed: the guess may have been wrong.
#[cold]
fn parse_again<C: Callback>(text: &str) -> Option<C> {
    parse(text)
}

/// Finds out why a body is not a request of this command. It decodes again through a [`Content`],
/// whose errors know their path.
#[cold]
pub(super) fn why_not<C: Callback>(body: &[u8]) -> DecodeError {
    let error = |kind| DecodeError::new(C::COMMAND, kind);
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(not_utf8) => {
            let position = format!("byte {}", not_utf8.valid_up_to());
            return error(DecodeErrorKind::NotUtf8).with_detail(position);
        }
    };
    let content: Content<'_> = match serde_json::from_str(text) {
        Ok(content) => content,
        Err(not_json) => {
            let position = format!("line {}, column {}", not_json.line(), not_json.column());
            return error(DecodeErrorKind::NotJson).with_detail(position);
        }
    };
    let Err(path_error) = C::deserialize(ContentDeserializer(content)) else {
        // The two decodings fail for the same bodies. If they ever disagree, the first one counts.
        let expected = "a request of this command".to_owned();
        return error(DecodeErrorKind::Unexpected).with_detail(expected);
    };
    let path = path_error.path();
    let (kind, detail) = match path_error.into_kind() {
        ErrorKind::Expected(expected) => (DecodeErrorKind::Unexpected, expected),
        ErrorKind::Missing => (DecodeErrorKind::Missing, String::new()),
        ErrorKind::Duplicate => (DecodeErrorKind::Duplicate, String::new()),
        ErrorKind::TooDeep => (DecodeErrorKind::TooDeep, String::new()),
        ErrorKind::OtherCommand => (DecodeErrorKind::OtherCommand, String::new()),
    };
    DecodeError { command: C::COMMAND, kind, path, detail }
}
