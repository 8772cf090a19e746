//! JSON that is read in a review: what fits on a line is on one, and scalars share lines.

use serde_json::Value;

const WIDTH: usize = 120;

/// Lays out an object whose fields keep their order.
pub(super) fn laid_out(document: &[(&str, Value)]) -> String {
    let mut out = String::new();
    let fields = document.iter().map(|(name, value)| (quoted(name), value));
    between(&mut out, 0, ['{', '}'], fields);
    out.push('\n');
    out
}

fn quoted(name: &str) -> String {
    format!("{}: ", Value::from(name))
}

/// Appends a value; `begun` characters of its line are there already.
fn value(out: &mut String, depth: usize, begun: usize, value: &Value) {
    let line = one_line(value);
    // One more for the comma.
    if begun + line.chars().count() < WIDTH {
        return out.push_str(&line);
    }
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (quoted(name), value));
            between(out, depth, ['{', '}'], fields);
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| (String::new(), item));
            between(out, depth, ['[', ']'], items);
        }
        _ => out.push_str(&line),
    }
}

/// Appends entries, each on a line of its own, but for scalars.
fn between<'v>(
    out: &mut String,
    depth: usize,
    [open, close]: [char; 2],
    entries: impl Iterator<Item = (String, &'v Value)>,
) {
    out.push(open);
    let indent = depth + 1;
    let mut column = usize::MAX;
    for (count, (name, entry)) in entries.enumerate() {
        out.push_str(if count == 0 { "" } else { "," });
        let is_scalar = is_scalar(entry);
        let long = name.chars().count() + one_line(entry).chars().count();
        if is_scalar && column.saturating_add(long) < WIDTH {
            out.push(' ');
            column += 1;
        } else {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        }
        out.push_str(&name);
        value(out, indent, column + name.chars().count(), entry);
        column = if is_scalar { column + long + 1 } else { usize::MAX };
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', depth));
    out.push(close);
}

/// Whether a value has no parts worth a line: a reference has none, and neither has an empty list.
fn is_scalar(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.keys().all(|name| name == "$ref"),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

/// A value on one line, with a space after each comma and colon.
fn one_line(value: &Value) -> String {
    match value {
        Value::Object(fields) if fields.is_empty() => "{}".to_owned(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| quoted(name) + &one_line(value));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        scalar => scalar.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_fits_is_on_one_line_and_nothing_changes() {
        let long = "x".repeat(WIDTH);
        let value = json!({
            "list": (0..100).collect::<Vec<_>>(),
            "objects": [{ "a": [], "b": {} }, { "long": long }],
            "short": { "$ref": "#/a" },
        });
        let laid_out = laid_out(&[("z", value.clone()), ("a", json!("é\"\n"))]);
        let parsed: Value = serde_json::from_str(&laid_out).unwrap();
        assert_eq!(parsed, json!({ "z": value, "a": "é\"\n" }));
        assert!(laid_out.contains("\n   { \"a\": [], \"b\": {} },\n"), "{laid_out}");
        assert!(laid_out.find("\"z\"") < laid_out.find("\"a\": \"é"), "{laid_out}");
        let too_wide = laid_out.lines().filter(|line| line.chars().count() > WIDTH);
        assert!(too_wide.eq([format!("    \"long\": \"{long}\"")]), "{laid_out}");
    }
}
