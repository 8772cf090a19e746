//! The parts of a body that the types do not contain.

use serde_json::Value;
use tim_callback::message::MsgType;

/// One step of the path to a value.
#[derive(Clone, Copy)]
pub enum Step<'b> {
    Key(&'b str),
    Index(usize),
}

/// Calls `found` with the path of each leaf of `body` that is missing from `typed`.
///
/// `null` and empty lists and objects are no leaves, so they may be missing. A quoted integer equals
/// the same number. The content of an unknown element is one leaf.
pub fn leaves<'b>(typed: &Value, body: &'b Value, found: &mut dyn FnMut(&[Step<'b>])) {
    walk(Some(typed), body, &mut Vec::new(), found);
}

fn walk<'b>(
    typed: Option<&Value>,
    body: &'b Value,
    steps: &mut Vec<Step<'b>>,
    found: &mut dyn FnMut(&[Step<'b>]),
) {
    match body {
        Value::Null => {}
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                steps.push(Step::Index(index));
                walk(typed.and_then(|typed| typed.get(index)), item, steps, found);
                steps.pop();
            }
        }
        Value::Object(entries) => {
            let unknown = entries.get("MsgType").and_then(Value::as_str);
            let unknown = unknown.is_some_and(|name| name.parse::<MsgType>().is_err());
            for (key, value) in entries {
                steps.push(Step::Key(key));
                if unknown && key == "MsgContent" {
                    found(steps);
                } else {
                    walk(typed.and_then(|typed| typed.get(key)), value, steps, found);
                }
                steps.pop();
            }
        }
        leaf => {
            if !typed.is_some_and(|typed| equals(typed, leaf)) {
                found(steps);
            }
        }
    }
}

fn equals(typed: &Value, leaf: &Value) -> bool {
    match (typed, leaf) {
        (Value::Number(number), Value::String(quoted)) => number.to_string() == *quoted,
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        _ => typed == leaf,
    }
}
