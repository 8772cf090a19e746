//! What is printed, safe for a terminal whatever a service or a file contains.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// The most characters of a stranger's text that are printed in one piece.
const MAX_TEXT: usize = 2000;

/// Whether a character does nothing but appear: it moves no cursor and changes no direction of text.
pub(crate) fn is_plain(char: char) -> bool {
    let turns = matches!(
        char,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    !char.is_control() && !turns
}

/// A stranger's text on one line, cut after `longest` characters, with control characters escaped.
pub(crate) fn shown(text: &str, longest: usize) -> String {
    let mut shown = String::new();
    for (count, char) in text.chars().enumerate() {
        if count == longest {
            shown.push('…');
            break;
        }
        match is_plain(char) {
            true => shown.push(char),
            false => shown.extend(char.escape_default()),
        }
    }
    shown
}

/// A stranger's text on one line, with its size if it is cut.
pub(crate) fn one_line(text: &str) -> String {
    let text = text.trim();
    let line = shown(text, MAX_TEXT);
    match text.chars().nth(MAX_TEXT) {
        None => line,
        Some(_) => format!("{line} ({} bytes)", text.len()),
    }
}

/// A text of any length that keeps its line breaks. Other control characters are escaped.
pub(crate) fn lines(text: &str) -> String {
    let is_safe = |char| char == '\n' || char == '\t' || is_plain(char);
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
        while let Some((at, char)) = rest.char_indices().find(|(_, char)| !is_plain(*char)) {
            formatter.write_string_fragment(out, &rest[..at])?;
            // All of them are in the basic plane.
            write!(out, "\\u{:04x}", u32::from(char))?;
            rest = &rest[at + char.len_utf8()..];
        }
        formatter.write_string_fragment(out, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_terminal_sees_no_control_character() {
        assert_eq!(shown("a\x1b[31m\r\nb\u{9b}", 99), "a\\u{1b}[31m\\r\\nb\\u{9b}");
        assert_eq!(shown("\u{202e}cba", 99), "\\u{202e}cba");
        assert_eq!(shown("你好", 99), "你好");
        assert_eq!(shown("aaaa", 3), "aaa…");
    }
}
