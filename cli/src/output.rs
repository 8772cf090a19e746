//! What is printed, safe for a terminal whatever a service or a file contains.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// The most characters of a stranger's text that are printed in one piece.
const MAX_TEXT: usize = 2000;

/// Whether a terminal may do something else with a character than show it.
fn is_unsafe(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A stranger's text on one line: control characters are escaped, and its length is bounded.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for (count, char) in text.trim().chars().enumerate() {
        if count == MAX_TEXT {
            // Writing to a string cannot fail.
            let _ = write!(line, "… ({} bytes)", text.len());
            break;
        }
        match is_unsafe(char) {
            true => line.extend(char.escape_default()),
            false => line.push(char),
        }
    }
    line
}

/// A text whose lines are to be seen, of any length.
pub(crate) fn lines(text: &str) -> String {
    let is_safe = |char| char == '\n' || char == '\t' || !is_unsafe(char);
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        match is_safe(char) {
            true => safe.push(char),
            false => safe.extend(char.escape_default()),
        }
    }
    safe
}

/// Writes a value as one line of JSON, in which control characters are escaped.
pub(crate) fn json_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Escaping))?;
    out.write_all(b"\n")
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut formatter = CompactFormatter;
        let mut rest = fragment;
        while let Some((at, char)) = rest.char_indices().find(|(_, char)| is_unsafe(*char)) {
            formatter.write_string_fragment(out, &rest[..at])?;
            // All of them are in the basic plane.
            write!(out, "\\u{:04x}", u32::from(char))?;
            rest = &rest[at + char.len_utf8()..];
        }
        formatter.write_string_fragment(out, rest)
    }
}
