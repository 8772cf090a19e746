//! A JSON value as lines to show, with the untyped ones marked.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use crate::check::names::escaped;

/// How many lines are shown, and how much of a text.
const LINES: usize = 5_000;
const LONGEST: usize = 10_000;

#[derive(Serialize)]
pub(crate) struct Line {
    depth: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    text: String,
    kind: &'static str,
    untyped: bool,
}

#[derive(Default)]
struct Tree {
    lines: Vec<Line>,
    untyped: HashSet<String>,
}

/// The lines of a value. Values at these JSON pointers are marked.
pub(crate) fn lines(value: &Value, untyped: &[String]) -> Vec<Line> {
    let untyped = untyped.iter().cloned().collect();
    let mut tree = Tree { lines: Vec::new(), untyped };
    tree.add(value, None, &mut String::new(), 0, false);
    if tree.lines.len() >= LINES {
        tree.line(0, None, "… and more".to_owned(), "cut", false);
    }
    tree.lines
}

impl Tree {
    fn line(
        &mut self,
        depth: usize,
        key: Option<&str>,
        text: String,
        kind: &'static str,
        untyped: bool,
    ) {
        let key = key.map(str::to_owned);
        self.lines.push(Line { depth, key, text, kind, untyped });
    }

    fn add(
        &mut self,
        value: &Value,
        key: Option<&str>,
        pointer: &mut String,
        depth: usize,
        above: bool,
    ) {
        if self.lines.len() >= LINES {
            return;
        }
        let untyped = above || self.untyped.contains(pointer.as_str());
        match value {
            Value::Array(items) if !items.is_empty() => {
                self.line(depth, key, "[".to_owned(), "bracket", untyped);
                for (index, item) in items.iter().enumerate() {
                    self.below(item, None, &index.to_string(), pointer, depth, untyped);
                }
                self.line(depth, None, "]".to_owned(), "bracket", untyped);
            }
            Value::Object(entries) if !entries.is_empty() => {
                self.line(depth, key, "{".to_owned(), "bracket", untyped);
                for (name, value) in entries {
                    self.below(value, Some(name), &escaped(name), pointer, depth, untyped);
                }
                self.line(depth, None, "}".to_owned(), "bracket", untyped);
            }
            leaf => {
                let text = leaf.to_string();
                let cut = text.char_indices().nth(LONGEST).map(|(at, _)| at);
                let text = cut.and_then(|at| text.get(..at)).map(|start| format!("{start}…"));
                let text = text.unwrap_or_else(|| leaf.to_string());
                self.line(depth, key, text, kind(leaf), untyped);
            }
        }
    }

    fn below(
        &mut self,
        value: &Value,
        key: Option<&str>,
        step: &str,
        pointer: &mut String,
        depth: usize,
        untyped: bool,
    ) {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(step);
        self.add(value, key, pointer, depth + 1, untyped);
        pointer.truncate(length);
    }
}

fn kind(leaf: &Value) -> &'static str {
    match leaf {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Array(_) | Value::Object(_) => "bracket",
        Value::Null | Value::Bool(_) => "word",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn untyped_values_are_marked_with_all_that_is_in_them() {
        let value = json!({"a": [1, {"x/y": "s"}], "b": {"c": {"d": null}}, "e": []});
        let untyped = ["/a/1/x~1y".to_owned(), "/b/c".to_owned()];
        let shown: Vec<_> = lines(&value, &untyped)
            .into_iter()
            .map(|line| {
                let mark = if line.untyped { "!" } else { "" };
                format!("{mark}{}:{}={}", line.depth, line.key.unwrap_or_default(), line.text)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "0:={",
                "1:a=[",
                "2:=1",
                "2:={",
                "!3:x/y=\"s\"",
                "2:=}",
                "1:=]",
                "1:b={",
                "!2:c={",
                "!3:d=null",
                "!2:=}",
                "1:=}",
                "1:e=[]",
                "0:=}"
            ]
        );
    }

    #[test]
    fn large_values_are_cut() {
        let many = lines(&json!(vec![0; 100_000]), &[]);
        assert!(many.len() <= LINES + 2);
        assert_eq!(many.last().unwrap().kind, "cut");
        let long = lines(&json!("x".repeat(100_000)), &[]);
        assert_eq!(long[0].text.chars().count(), LONGEST + 1);
    }
}
