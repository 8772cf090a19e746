use std::ops::Range;

/// A part of a query's text. Queries are far below 4 GB, and small spans make small calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    pub(super) fn new(range: Range<usize>) -> Self {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// The part; spans are only made for the text they are used with.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Appends a value and gives its place.
    pub(super) fn append(text: &mut String, value: &str) -> Self {
        let start = text.len();
        text.push_str(value);
        Self::new(start..text.len())
    }
}
