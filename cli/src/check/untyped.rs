//! The parts of a body that the types do not contain.

use serde_json::{Number, Value};
use tim_callback::CallbackCommand;
use tim_callback::message::MsgType;

/// One step of the path to a value.
#[derive(Clone, Copy)]
pub(crate) enum Step<'b> {
    Key(&'b str),
    Index(usize),
}

/// Calls `found` with the path of each leaf of `body` that is missing from `typed`.
///
/// `null` and empty lists and objects are no leaves, so they may be missing. A quoted integer or
/// boolean equals the same value, an id the same number, and a command its other names. The content
/// of an unknown element is one leaf.
pub(crate) fn leaves<'b>(typed: &Value, body: &'b Value, found: &mut dyn FnMut(&[Step<'b>])) {
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
            let is_typed = match typed {
                Some(typed) => equals(typed, leaf),
                None => is_empty_random(steps, leaf),
            };
            if !is_typed {
                found(steps);
            }
        }
    }
}

/// `Push.OfflinePush` sends an empty string for a random number that does not apply.
fn is_empty_random(steps: &[Step<'_>], leaf: &Value) -> bool {
    matches!(steps.last(), Some(Step::Key("MsgRandom"))) && leaf == ""
}

fn equals(typed: &Value, leaf: &Value) -> bool {
    let command = |name: &str| name.parse::<CallbackCommand>().ok();
    match (typed, leaf) {
        (Value::Number(number), Value::String(quoted)) => number.to_string() == *quoted,
        (Value::Bool(value), Value::String(quoted)) => quoted.parse() == Ok(*value),
        // Accounts and room ids of some families are numbers, and are kept as text.
        (Value::String(id), Value::Number(number)) => number.to_string() == *id,
        // A command may come under another of its names.
        (Value::String(own), Value::String(name)) if own != name => {
            command(own).is_some() && command(own) == command(name)
        }
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == exact(b),
        _ => typed == leaf,
    }
}

/// A number as a float, if there is no other number with the same float.
fn exact(number: &Number) -> Option<f64> {
    number.as_f64().filter(|float| float.abs() < 2_f64.powi(53))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_compared_by_their_values() {
        assert!(equals(&json!(7.0), &json!(7)) && equals(&json!(7), &json!(7.0)));
        assert!(equals(&json!(u64::MAX), &json!(u64::MAX)));
        assert!(!equals(&json!(u64::MAX - 1), &json!(u64::MAX)));
        assert!(!equals(&json!(7), &json!(7.5)) && !equals(&json!(7), &json!("8")));
    }
}
