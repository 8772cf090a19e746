//! Reading a query string into one buffer: what needs no decoding is used where it stands.

use std::ops::Range;

use memchr::{memchr, memchr2};
use percent_encoding::percent_decode_str;

use super::span::Span;
use super::{CallbackQuery, QueryParam};
use crate::value::SdkAppId;

/// A query string that is no callback's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// A required parameter is absent or empty.
    #[error("the query has no {0}: is this URL called by Tencent's callbacks?")]
    Missing(QueryParam),
    /// A documented parameter stands twice; names are compared without case.
    #[error("the query has {0} more than once: take it out of the URL that the console has")]
    Duplicate(QueryParam),
    /// A parameter that is a number is none: plain decimal digits within 64 bits.
    #[error("{0} in the query is not a number of decimal digits: see who calls this URL")]
    NotANumber(QueryParam),
    /// A name or value is not UTF-8 once it is percent-decoded.
    #[error(
        "the query is not UTF-8 after percent-decoding, at byte {position}: see what the console has"
    )]
    NotUtf8 {
        /// Where the name or value starts in the query string, in bytes.
        position: usize,
    },
    /// `contenttype` is there and not `json`.
    #[error(
        "contenttype in the query is not json, and callbacks are sent as JSON: see who calls this URL"
    )]
    ContentType,
    /// The query string is too long to be a URL's.
    #[error(
        "the query has {size} bytes, {limit} are allowed: shorten the URL that the console has"
    )]
    TooLong {
        /// Its size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
}

/// The longest query string that is read; HTTP servers allow 8 KB or so for the whole URL.
const MAX_LEN: usize = 64 << 10;

impl CallbackQuery {
    /// Reads a raw query string, as it stands in the URL after the `?`.
    ///
    /// Names of documented parameters are compared without case; order means nothing. `%XX` and
    /// `+` are decoded as in forms; a `%` that starts no escape stands for itself.
    ///
    /// # Errors
    ///
    /// See [`QueryError`]. A missing `Sign` or `RequestTime` is none: that is for the
    /// [`Verifier`](crate::Verifier) to judge.
    pub fn parse(query: &str) -> Result<Self, QueryError> {
        if query.len() > MAX_LEN {
            return Err(QueryError::TooLong { size: query.len(), limit: MAX_LEN });
        }
        let encoded = memchr2(b'%', b'+', query.as_bytes()).is_some();
        let mut text = query.to_owned();
        let mut documented = [None; QueryParam::ALL.len()];
        let mut own = Vec::new();
        let mut start = 0;
        while let Some(rest) = query.get(start..).filter(|rest| !rest.is_empty()) {
            let pair =
                memchr(b'&', rest.as_bytes()).and_then(|end| rest.get(..end)).unwrap_or(rest);
            let end = start + pair.len();
            if !pair.is_empty() {
                let equals = memchr(b'=', pair.as_bytes()).map_or(end, |at| start + at);
                let value = end.min(equals + 1)..end;
                let name = part(query, start..equals, encoded, &mut text)?;
                let value = part(query, value, encoded, &mut text)?;
                match param(name.of(&text)) {
                    None => own.push((name, value)),
                    Some(param) => match documented.get_mut(param as usize) {
                        Some(place @ None) => *place = Some(value),
                        _ => return Err(QueryError::Duplicate(param)),
                    },
                }
            }
            start = end + 1;
        }
        let mut query = Self { text, documented, own, sdk_app_id: SdkAppId::new(0), command: None };
        query.check()?;
        Ok(query)
    }

    fn check(&mut self) -> Result<(), QueryError> {
        let app = self.get(QueryParam::SdkAppId);
        let app = app.ok_or(QueryError::Missing(QueryParam::SdkAppId))?;
        let app = number(app).ok_or(QueryError::NotANumber(QueryParam::SdkAppId))?;
        let command = self.get(QueryParam::CallbackCommand);
        let command = command.ok_or(QueryError::Missing(QueryParam::CallbackCommand))?;
        let command = command.parse().ok();
        if self.get(QueryParam::ContentType).is_some_and(|kind| !kind.eq_ignore_ascii_case("json"))
        {
            return Err(QueryError::ContentType);
        }
        if self.request_time().is_some_and(|time| number(time).is_none()) {
            return Err(QueryError::NotANumber(QueryParam::RequestTime));
        }
        self.sdk_app_id = SdkAppId::new(app);
        self.command = command;
        Ok(())
    }
}

/// The number of plain ASCII digits; a sign, a space or another script's digits make none.
pub(crate) fn number(digits: &str) -> Option<u64> {
    let digit = |b: u8| b.is_ascii_digit().then_some(u64::from(b & 0xf));
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0u64, |number, b| number.checked_mul(10)?.checked_add(digit(b)?))
}

/// The documented parameter of this name; the usual spelling is found first.
pub(super) fn param(name: &str) -> Option<QueryParam> {
    QueryParam::from_usual_name(name).or_else(|| {
        QueryParam::ALL.iter().copied().find(|param| param.name().eq_ignore_ascii_case(name))
    })
}

/// The place of a name or value of the query, decoded behind the rest if it has to be.
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
