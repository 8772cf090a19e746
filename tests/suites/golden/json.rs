//! JSON values by their leaves.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use tim_callback::CallbackCommand;

#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Key(String),
    Index(usize),
}

/// The way to a value, written as decode errors write it.
#[derive(Debug, Clone, PartialEq)]
pub struct Path(pub Vec<Step>);

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The ways to all values that are no lists or objects.
pub fn leaves(value: &Value) -> Vec<Path> {
    fn walk(value: &Value, way: &mut Vec<Step>, found: &mut Vec<Path>) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    way.push(Step::Index(index));
                    walk(item, way, found);
                    way.pop();
                }
            }
            Value::Object(entries) => {
                for (key, entry) in entries {
                    way.push(Step::Key(key.clone()));
                    walk(entry, way, found);
                    way.pop();
                }
            }
            _ => found.push(Path(way.clone())),
        }
    }
    let mut found = Vec::new();
    walk(value, &mut Vec::new(), &mut found);
    found
}

/// Every object of a JSON text: the way to it, and its values in the order of the text.
pub fn objects(text: &str) -> Vec<(Path, Vec<Value>)> {
    fn walk(text: &str, way: &mut Vec<Step>, found: &mut Vec<(Path, Vec<Value>)>) {
        let mut children: Vec<(Step, &RawValue)> = if text.starts_with('{') {
            let entries: BTreeMap<String, &RawValue> = serde_json::from_str(text).expect("JSON");
            entries.into_iter().map(|(key, entry)| (Step::Key(key), entry)).collect()
        } else if text.starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(text).expect("JSON");
            items.into_iter().enumerate().map(|(at, item)| (Step::Index(at), item)).collect()
        } else {
            return;
        };
        // They are parts of one text.
        children.sort_by_key(|(_, child)| child.get().as_ptr());
        if text.starts_with('{') {
            let value = |child: &RawValue| serde_json::from_str(child.get()).expect("JSON");
            let values = children.iter().map(|(_, child)| value(child)).collect();
            found.push((Path(way.clone()), values));
        }
        for (step, child) in children {
            way.push(step);
            walk(child.get(), way, found);
            way.pop();
        }
    }
    let mut found = Vec::new();
    walk(text.trim(), &mut Vec::new(), &mut found);
    found
}

pub fn at<'v>(value: &'v mut Value, way: &[Step]) -> &'v mut Value {
    way.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Index(index) => &mut value[index],
    })
}

pub fn with(value: &Value, path: &Path, leaf: Value) -> Value {
    let mut value = value.clone();
    *at(&mut value, &path.0) = leaf;
    value
}

pub fn without(value: &Value, path: &Path) -> Value {
    let mut value = value.clone();
    let (last, way) = path.0.split_last().expect("a leaf is inside something");
    match (at(&mut value, way), last) {
        (Value::Object(entries), Step::Key(key)) => drop(entries.remove(key)),
        (Value::Array(items), Step::Index(index)) => drop(items.remove(*index)),
        _ => unreachable!("a way leads through lists and objects"),
    }
    value
}

/// Another value of the same kind.
pub fn perturbed(leaf: &Value) -> Value {
    match leaf {
        Value::Null => json!(7),
        Value::Bool(yes) => json!(!yes),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => json!(integer + 1),
            (None, Some(float)) => json!(float + 1.0),
            (None, None) => unreachable!("a number is one or the other"),
        },
        Value::String(text) => match text.parse::<u64>() {
            Ok(quoted) => json!((quoted + 1).to_string()),
            Err(_) => json!(format!("{text}x")),
        },
        Value::Array(_) | Value::Object(_) => unreachable!("no leaf"),
    }
}

/// What typed content may differ in from the body it came from: the whole list.
///
/// - an integer may have been quoted;
/// - a boolean may have been quoted;
/// - a string may have been a number: an account or the id of a room;
/// - the name of a command may have been an alias;
/// - a list that may be absent may have been `null` or empty, an optional field `null`;
/// - an integral number may have become a float.
pub fn same(typed: &Value, body: &Value) -> bool {
    match (typed, body) {
        (Value::Object(typed), Value::Object(body)) => {
            typed.iter().all(|(key, value)| body.get(key).is_some_and(|b| same(value, b)))
                && body.iter().all(|(key, value)| typed.contains_key(key) || is_nothing(value))
        }
        (Value::Array(typed), Value::Array(body)) => {
            typed.len() == body.len() && typed.iter().zip(body).all(|(t, b)| same(t, b))
        }
        (Value::Number(typed), Value::String(body)) => typed.to_string() == *body,
        (Value::Bool(typed), Value::String(body)) => typed.to_string() == *body,
        (Value::String(typed), Value::Number(body)) => body.is_u64() && body.to_string() == *typed,
        (Value::String(typed), Value::String(body)) if typed != body => {
            let command = |name: &String| name.parse::<CallbackCommand>().ok();
            command(typed).is_some() && command(typed) == command(body)
        }
        (Value::Number(t), Value::Number(b)) if t.is_f64() != b.is_f64() => {
            t.as_f64() == b.as_f64()
        }
        _ => typed == body,
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The text of a value with every object's keys in another order.
pub fn text_with_keys(value: &Value, order: &mut impl FnMut(&mut Vec<String>)) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| text_with_keys(item, order)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(entries) => {
            let mut keys: Vec<_> = Map::keys(entries).cloned().collect();
            order(&mut keys);
            let entries: Vec<_> = keys
                .iter()
                .map(|key| format!("{}:{}", json!(key), text_with_keys(&entries[key], order)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        leaf => leaf.to_string(),
    }
}
