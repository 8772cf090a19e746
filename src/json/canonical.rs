//! The canonical form of a JSON text: keys sorted, white space dropped, escapes resolved. Numbers
//! keep their spelling, and duplicate keys their order.

use std::borrow::Cow;

use serde_json::Deserializer;
use serde_json::value::RawValue;

/// `serde_json`'s own limit.
const MAX_DEPTH: usize = 128;

/// Writes the canonical form of a text. `field` gets each field of the outermost object with its
/// value and returns the value to write, or `None` to leave the field out.
///
/// Returns `None` if the text is not JSON, nests deeper than `serde_json` reads, or has a string that
/// is not Unicode.
pub(crate) fn canonical(
    text: &str,
    field: &dyn for<'v> Fn(&str, &'v str) -> Option<Cow<'v, str>>,
) -> Option<String> {
    let mut writer = Writer { rest: text, out: String::with_capacity(text.len()), field };
    writer.value(MAX_DEPTH)?;
    writer.peek().is_none().then_some(writer.out)
}

struct Writer<'t, 'f> {
    rest: &'t str,
    out: String,
    field: &'f dyn for<'v> Fn(&str, &'v str) -> Option<Cow<'v, str>>,
}

impl<'t> Writer<'t, '_> {
    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.bytes().next()
    }

    fn punctuation(&mut self, expected: char) -> Option<()> {
        self.peek()?;
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    /// The text of a string, number or literal, as `serde_json` finds it.
    fn scalar(&mut self) -> Option<&'t str> {
        let mut values = Deserializer::from_str(self.rest).into_iter::<&RawValue>();
        let text = values.next()?.ok()?.get();
        self.rest = self.rest.get(values.byte_offset()..)?;
        Some(text)
    }

    fn string(&mut self) -> Option<String> {
        serde_json::from_str(self.scalar()?).ok()
    }

    fn write_string(&mut self, text: &str) -> Option<()> {
        self.out.push_str(&serde_json::to_string(text).ok()?);
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            b'{' => self.entries(depth.checked_sub(1)?),
            b'[' => self.items(depth.checked_sub(1)?),
            b'"' => {
                let text = self.string()?;
                self.write_string(&text)
            }
            _ => {
                let text = self.scalar()?;
                self.out.push_str(text);
                Some(())
            }
        }
    }

    fn items(&mut self, depth: usize) -> Option<()> {
        self.punctuation('[')?;
        self.out.push('[');
        if self.peek()? != b']' {
            self.value(depth)?;
            while self.peek()? == b',' {
                self.punctuation(',')?;
                self.out.push(',');
                self.value(depth)?;
            }
        }
        self.punctuation(']')?;
        self.out.push(']');
        Some(())
    }

    /// Writes the entries as they come, and then again in order.
    fn entries(&mut self, depth: usize) -> Option<()> {
        let outermost = depth == MAX_DEPTH - 1;
        let start = self.out.len();
        let mut entries = Vec::new();
        self.punctuation('{')?;
        while self.peek()? != b'}' {
            if !entries.is_empty() {
                self.punctuation(',')?;
            }
            let key = self.string()?;
            self.punctuation(':')?;
            let from = self.out.len();
            self.value(depth)?;
            entries.push((key, from..self.out.len()));
        }
        self.punctuation('}')?;
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        let written = self.out.split_off(start);
        self.out.push('{');
        let mut first = true;
        for (key, range) in entries {
            let value = written.get(range.start - start..range.end - start)?;
            let value = match outermost {
                true => (self.field)(&key, value),
                false => Some(Cow::Borrowed(value)),
            };
            if let Some(value) = value {
                self.out.push_str(if first { "" } else { "," });
                self.write_string(&key)?;
                self.out.push(':');
                self.out.push_str(&value);
                first = false;
            }
        }
        self.out.push('}');
        Some(())
    }
}
