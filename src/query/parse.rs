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
        let encoded = memchr2(b'%', b'+', query.as_bytes()).is_some();
        let mut text = query.to_owned();
        let mut documented = [None; QueryParam::ALL.len()];
        let mut custom = Vec::new();
        let mut start = 0;
        while let Some(rest) = query.get(start..).filter(|rest| !rest.is_empty()) {
            let pair =
                memchr(b'&', rest.as_bytes()).and_then(|end| rest.get(..end)).unwrap_or(rest);
            let end = start + pair.len();
            let known = if let Some((param, value)) = QueryParam::split_usual(pair) {
                Some((param, part(query, end - value.len()..end, encoded, &mut text)?))
            } else if pair.is_empty() {
                None
            } else {
                let equals = memchr(b'=', pair.as_bytes()).map_or(end, |at| start + at);
                let value = end.min(equals + 1)..end;
                let name = part(query, start..equals, encoded, &mut text)?;
                let value = part(query, value, encoded, &mut text)?;
                let param = param(name.of(&text));
                if param.is_none() {
                    custom.push((name, value));
                }
                param.map(|param| (param, value))
            };
            if let Some((param, value)) = known {
                match documented.get_mut(param as usize) {
                    Some(place @ None) => *place = Some(value),
                    _ => return Err(QueryError::Duplicate(param)),
                }
            }
            start = end + 1;
        }
        let mut query =
            Self { text, documented, custom, sdk_app_id: SdkAppId::new(0), command: None };
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

/// The span of a name or value. If it needs decoding, the result is appended to `text`.
#[inline]
fn part(
    query: &str,
    range: Range<usize>,
    encoded: bool,
    text: &mut String,
) -> Result<Span, QueryError> {
    if !encoded {
        return Ok(Span::new(range));
    }
    let position = range.start;
    let spaced = query.get(range).unwrap_or_default().replace('+', " ");
    let value =
        percent_decode_str(&spaced).decode_utf8().map_err(|_| QueryError::NotUtf8 { position })?;
    Ok(Span::append(text, &value))
}
