use std::ops::Range;

/// A part of a query's text. Offsets are `u32`, because queries are far below 4 GB and small spans
/// keep calls small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// No value at all. In a query that was received, no value starts at 0: its name is before it.
    pub(super) const ABSENT: Self = Self { start: 0, end: 0 };

    #[inline]
    pub(super) fn new(range: Range<usize>) -> Self {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// The text of the span. A span is only used with the text it was made for.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Appends a value and returns its span.
    pub(super) fn append(text: &mut String, value: &str) -> Self {
        let start = text.len();
        text.push_str(value);
        Self::new(start..text.len())
    }
}
