//! Parsing a query string into one buffer. Values that need no decoding are used in place.

use std::ops::Range;

use memchr::{memchr, memchr2};
use percent_encoding::percent_decode_str;

use super::span::Span;
use super::{CallbackQuery, QueryParam};
use crate::json::decimal;
use crate::value::SdkAppId;

/// Why a query string could not be parsed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// A required parameter is absent or empty.
    #[error("missing {0}")]
    Missing(QueryParam),
    /// A documented parameter appears twice; names are compared without case.
    #[error("duplicate {0}")]
    Duplicate(QueryParam),
    /// A numeric parameter is not a plain decimal `u64`.
    #[error("{0} is not a plain decimal number")]
    NotANumber(QueryParam),
    /// A name or value is not UTF-8 after percent-decoding.
    #[error("the parameter at byte {position} is not UTF-8")]
    #[non_exhaustive]
    NotUtf8 {
        /// The byte position in the query string at which the name or value starts.
        position: usize,
    },
    /// The query string is longer than the limit.
    #[error("the query has {size} bytes, the limit is {limit}")]
    #[non_exhaustive]
    TooLong {
        /// The size of the query string in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
}

impl QueryError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Missing(_) | Self::NotANumber(_) => "Check who calls this URL.",
            Self::Duplicate(_) => "Remove the parameter from the URL in the console.",
            Self::NotUtf8 { .. } => "Check the parameters of the URL in the console.",
            Self::TooLong { .. } => "Shorten the URL in the console.",
        }
    }
}

/// The longest query string that is parsed. HTTP servers allow about 8 KB for the whole URL.
const MAX_LEN: usize = 64 << 10;

impl CallbackQuery {
    /// Parses a raw query string: the part of the URL after the `?`.
    ///
    /// Names of documented parameters are compared without case, and their order does not matter.
    /// `%XX` and `+` are decoded as in HTML forms; a `%` that starts no escape is kept.
    ///
    /// # Errors
    ///
    /// See [`QueryError`]. A missing `Sign` or `RequestTime` is not an error here; the
    /// [`Verifier`](crate::Verifier) checks for them.
    pub fn parse(query: &str) -> Result<Self, QueryError> {
        if query.len() > MAX_LEN {
            return Err(QueryError::TooLong { size: query.len(), limit: MAX_LEN });
        }
        let bytes = query.as_bytes();
        let mut text = Text::of(query);
        let mut documented = [Span::ABSENT; QueryParam::ALL.len()];
        let mut custom = Vec::new();
        let mut start = 0;
        while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
            let end = memchr(b'&', rest).map_or(bytes.len(), |at| start + at);
            let pair = bytes.get(start..end).unwrap_or_default();
            let known = match QueryParam::split_usual(pair) {
                Some((param, value)) => Some((param, text.span(end - value.len()..end)?)),
                None if pair.is_empty() => None,
                None => {
                    let equals = memchr(b'=', pair).map_or(end, |at| start + at);
                    let name = text.span(start..equals)?;
                    let value = text.span(end.min(equals + 1)..end)?;
                    let param = param(name.of(text.as_str()));
                    if param.is_none() {
                        custom.push((name, value));
                    }
                    param.map(|param| (param, value))
                }
            };
            if let Some((param, value)) = known {
                match documented.get_mut(param as usize) {
                    Some(place) if *place == Span::ABSENT => *place = value,
                    _ => return Err(QueryError::Duplicate(param)),
                }
            }
            start = end + 1;
        }
        let (sdk_app_id, command) = (SdkAppId::new(0), None);
        let text = text.as_str().into();
        let mut query = Self { text, documented, custom, sdk_app_id, command };
        query.check()?;
        Ok(query)
    }

    fn check(&mut self) -> Result<(), QueryError> {
        let app = self.get(QueryParam::SdkAppId);
        let app = app.ok_or(QueryError::Missing(QueryParam::SdkAppId))?;
        let app = decimal(app).ok_or(QueryError::NotANumber(QueryParam::SdkAppId))?;
        let command = self.get(QueryParam::CallbackCommand);
        let command = command.ok_or(QueryError::Missing(QueryParam::CallbackCommand))?;
        let command = command.parse().ok();
        if self.request_time().is_some_and(|time| decimal(time).is_none()) {
            return Err(QueryError::NotANumber(QueryParam::RequestTime));
        }
        self.sdk_app_id = SdkAppId::new(app);
        self.command = command;
        Ok(())
    }
}

/// The documented parameter with this name.
pub(super) fn param(name: &str) -> Option<QueryParam> {
    QueryParam::ALL.iter().copied().find(|param| param.name().eq_ignore_ascii_case(name))
}

/// A query as received, and a copy that ends with the decoded names and values if any are encoded.
struct Text<'q> {
    received: &'q str,
    decoded: Option<String>,
}

impl<'q> Text<'q> {
    fn of(received: &'q str) -> Self {
        let encoded = memchr2(b'%', b'+', received.as_bytes()).is_some();
        Self { received, decoded: encoded.then(|| received.to_owned()) }
    }

    fn as_str(&self) -> &str {
        self.decoded.as_deref().unwrap_or(self.received)
    }

    /// The span of a name or value of the query, decoded if need be.
    #[inline]
    fn span(&mut self, range: Range<usize>) -> Result<Span, QueryError> {
        match &mut self.decoded {
            None => Ok(Span::new(range)),
            Some(text) => decode(self.received, range, text),
        }
    }
}

/// Appends a decoded name or value. Cold, so that the usual case stays small enough to be inlined.
#[cold]
fn decode(query: &str, range: Range<usize>, text: &mut String) -> Result<Span, QueryError> {
    let position = range.start;
    let spaced = query.get(range).unwrap_or_default().replace('+', " ");
    let value =
        percent_decode_str(&spaced).decode_utf8().map_err(|_| QueryError::NotUtf8 { position })?;
    Ok(Span::append(text, &value))
}
