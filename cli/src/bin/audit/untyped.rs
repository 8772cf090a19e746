//! The parts of a body that the types do not contain.

use serde_json::Value;
use tim_callback::message::MsgType;

/// JSON pointers to the leaves of `body` that are missing from `typed`.
///
/// `null` and empty lists and objects are no leaves, so they may be missing. A quoted integer equals
/// the same number. The content of an unknown element is one leaf.
pub fn pointers(typed: &Value, body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(Some(typed), body, &mut String::new(), &mut found);
    found
}

fn walk(typed: Option<&Value>, body: &Value, pointer: &mut String, found: &mut Vec<String>) {
    let base = pointer.len();
    match body {
        Value::Null => {}
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                step(pointer, &index.to_string());
                walk(typed.and_then(|typed| typed.get(index)), item, pointer, found);
                pointer.truncate(base);
            }
        }
        Value::Object(entries) => {
            let unknown = entries.get("MsgType").and_then(Value::as_str);
            let unknown = unknown.is_some_and(|name| name.parse::<MsgType>().is_err());
            for (key, value) in entries {
                step(pointer, key);
                if unknown && key == "MsgContent" {
                    found.push(pointer.clone());
                } else {
                    walk(typed.and_then(|typed| typed.get(key)), value, pointer, found);
                }
                pointer.truncate(base);
            }
        }
        leaf => {
            if !typed.is_some_and(|typed| equals(typed, leaf)) {
                found.push(pointer.clone());
            }
        }
    }
}

fn step(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
}

fn equals(typed: &Value, leaf: &Value) -> bool {
    match (typed, leaf) {
        (Value::Number(number), Value::String(quoted)) => number.to_string() == *quoted,
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        _ => typed == leaf,
    }
}
