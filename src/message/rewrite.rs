//! Editing the texts of an element in its JSON, leaving everything else exactly as received.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{MsgType, RelayElem};

/// Replaces each text for which `change` returns a new one. `None` if nothing changed.
pub(super) fn rewrite_texts(
    element: &RawValue,
    change: &mut dyn FnMut(&str) -> Option<String>,
) -> serde_json::Result<Option<Box<RawValue>>> {
    let source = element.get();
    let mut rewriter = Rewriter { source, change, edits: Vec::new() };
    rewriter.element(element)?;
    let edits = rewriter.edits;
    if edits.is_empty() { Ok(None) } else { spliced(source, edits).map(Some) }
}

struct Rewriter<'s, 'c> {
    source: &'s str,
    change: &'c mut dyn FnMut(&str) -> Option<String>,
    edits: Vec<(Range<usize>, String)>,
}

/// An object as a list of entries, whose values are still JSON text.
struct Entries<'s>(Vec<(Cow<'s, str>, &'s RawValue)>);

struct EntriesVisitor;

impl<'s> Visitor<'s> for EntriesVisitor {
    type Value = Entries<'s>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'s>>(self, mut map: A) -> Result<Entries<'s>, A::Error> {
        let mut entries = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            entries.push((key, value));
        }
        Ok(Entries(entries))
    }
}

impl<'s> Deserialize<'s> for Entries<'s> {
    fn deserialize<D: serde::Deserializer<'s>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

#[derive(Deserialize)]
struct Key<'s>(#[serde(borrow)] Cow<'s, str>);

impl<'s> Entries<'s> {
    fn named(&self, name: &str) -> impl Iterator<Item = &'s RawValue> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| *value)
    }
}

impl<'s> Rewriter<'s, '_> {
    fn element(&mut self, element: &'s RawValue) -> serde_json::Result<()> {
        let entries: Entries<'s> = serde_json::from_str(element.get())?;
        let kind = match entries.named("MsgType").next() {
            Some(name) => serde_json::from_str::<String>(name.get())?.parse::<MsgType>().ok(),
            None => None,
        };
        let Some(kind) = kind else { return Ok(()) };
        for content in entries.named("MsgContent") {
            for path in kind.text_paths() {
                self.walk(content, path, Self::text)?;
            }
            if kind == MsgType::Relay {
                self.walk(content, RelayElem::NESTED, Self::element)?;
            }
        }
        Ok(())
    }

    /// Follows the keys, through every item of any list on the way, and calls `found` at the end.
    fn walk(
        &mut self,
        value: &'s RawValue,
        path: &[&str],
        found: fn(&mut Self, &'s RawValue) -> serde_json::Result<()>,
    ) -> serde_json::Result<()> {
        match (value.get().as_bytes().first(), path) {
            // An optional list may be null.
            (Some(b'n'), _) => Ok(()),
            (Some(b'['), _) => {
                for item in serde_json::from_str::<Vec<&RawValue>>(value.get())? {
                    self.walk(item, path, found)?;
                }
                Ok(())
            }
            (_, []) => found(self, value),
            (Some(b'{'), [key, rest @ ..]) => {
                for next in serde_json::from_str::<Entries<'_>>(value.get())?.named(key) {
                    self.walk(next, rest, found)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn text(&mut self, value: &'s RawValue) -> serde_json::Result<()> {
        if !value.get().starts_with('"') {
            return Ok(());
        }
        let text: String = serde_json::from_str(value.get())?;
        if let Some(changed) = (self.change)(&text)
            && changed != text
        {
            // A raw value borrowed from the source is a slice of it.
            let start = value.get().as_ptr() as usize - self.source.as_ptr() as usize;
            self.edits.push((start..start + value.get().len(), serde_json::to_string(&changed)?));
        }
        Ok(())
    }
}

fn spliced(
    source: &str,
    mut edits: Vec<(Range<usize>, String)>,
) -> serde_json::Result<Box<RawValue>> {
    edits.sort_by_key(|(range, _)| range.start);
    let mut json = String::with_capacity(source.len());
    let mut from = 0;
    for (range, text) in edits {
        json.push_str(source.get(from..range.start).unwrap_or_default());
        json.push_str(&text);
        from = range.end;
    }
    json.push_str(source.get(from..).unwrap_or_default());
    RawValue::from_string(json)
}
