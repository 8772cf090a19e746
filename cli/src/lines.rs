//! Lines of a log, one at a time and of bounded length.

use std::io::{self, BufRead, Read};

/// Enough for a line of `record`: body and answer have at most 1 MiB each, and six times as much if
/// every byte is escaped.
const MAX: usize = 16 << 20;

/// What is said of a longer line.
pub(crate) const TOO_LONG: &str = "the line is longer than 16 MiB";

pub(crate) enum Line<'a> {
    Blank,
    TooLong,
    Text(&'a [u8]),
}

pub(crate) struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    /// How many lines and bytes were read so far.
    pub(crate) read: u64,
    pub(crate) bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), read: 0, bytes: 0 }
    }

    /// The next line. A line that is too long is skipped without being stored.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let limit = MAX as u64 + 1;
        let size = self.reader.by_ref().take(limit).read_until(b'\n', &mut self.buffer)?;
        if size == 0 {
            return Ok(None);
        }
        self.read += 1;
        self.bytes += size as u64;
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
        } else if self.buffer.len() > MAX {
            self.bytes += self.reader.skip_until(b'\n')? as u64;
            self.buffer = Vec::new();
            return Ok(Some(Line::TooLong));
        }
        let text = self.buffer.trim_ascii();
        Ok(Some(if text.is_empty() { Line::Blank } else { Line::Text(text) }))
    }
}
