//! The parts of schemas that types share.

use schemars::{Schema, json_schema};
use serde_json::Value;

use super::description;

/// The name of a type: within a family, types of the same name need its name before theirs.
pub(crate) fn name(module: &str, name: &str) -> String {
    let family = module.split("::").skip_while(|part| *part != "callbacks").nth(1);
    let family: String = family.unwrap_or_default().split('_').map(capitalized).collect();
    if name.starts_with(&family) { name.to_owned() } else { format!("{family}{name}") }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Completes the schema that was derived for a struct: what may be absent may be `null`.
pub(crate) fn object(mut schema: Schema) -> Schema {
    describe(&mut schema);
    let required = schema.get("required").cloned();
    let required = |name: &str| {
        let names = required.as_ref().and_then(Value::as_array);
        names.is_some_and(|names| names.iter().any(|required| required == name))
    };
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        let Ok(property) = <&mut Schema>::try_from(property) else { continue };
        describe(property);
        // The default is the same for all: nothing.
        property.remove("default");
        if !required(name) {
            allow_null(property);
        }
    }
    schema
}

/// Allows `null` where it is not allowed yet.
fn allow_null(schema: &mut Schema) {
    let null = || Value::from("null");
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&null()) => types.push(null()),
        Some(Value::String(one)) => {
            let both = [one.as_str().into(), null()];
            schema.insert("type".to_owned(), both.into_iter().collect());
        }
        _ => {}
    }
    if let Some(reference) = schema.remove("$ref") {
        let either = [json_schema!({ "$ref": reference }), json_schema!({ "type": "null" })];
        schema.insert("anyOf".to_owned(), either.into_iter().map(Value::from).collect());
    }
}

fn describe(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = description(text);
    }
}

/// A schema of a value that is usually one of these.
pub(crate) fn open<const N: usize>(docs: &str, known: [(Value, &str); N], any: Schema) -> Schema {
    let known = known
        .into_iter()
        .map(|(value, docs)| json_schema!({ "const": value, "description": description(docs) }));
    let either: Vec<_> = known.chain([any]).collect();
    json_schema!({ "description": description(docs), "anyOf": either })
}
