//! JSON Schema of requests, elements and answers (feature `schema`).
//!
//! Requests, their parts, message elements, values and verdicts implement [`schemars::JsonSchema`].
//! A request is described as it is decoded: what decoding refuses, its schema refuses too, except
//! for what a schema cannot express. A verdict is described as its answer.
//!
//! ```
//! use tim_callback::callbacks::group;
//!
//! let schema = schemars::schema_for!(group::BeforeSendMsg);
//! assert_eq!(schema.get("title").unwrap(), "GroupBeforeSendMsg");
//! ```
//!
//! [`request`] and [`answer`] are for a command that is known only at run time:
//!
//! ```
//! use tim_callback::{CallbackCommand, schema};
//!
//! let mut generator = schemars::SchemaGenerator::default();
//! for &command in CallbackCommand::all() {
//!     schema::request(command, &mut generator);
//!     schema::answer(command, &mut generator);
//! }
//! let definitions = generator.take_definitions(true);
//! assert!(definitions.contains_key("GroupBeforeSendMsg"));
//! assert!(definitions.contains_key("GroupMsgVerdict"));
//! ```

mod prose;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::callbacks::{self, Callback};
use crate::command::CallbackCommand;

pub(crate) use prose::description;

macro_rules! describe_commands {
    ($(
        $wire:literal $(| $alias:literal)* $variant:ident = $family:ident::$request:ident
            => $page:literal, $what:literal;
    )+) => {
        /// The schema of a command's request: a reference to one of the generator's definitions.
        pub fn request(command: CallbackCommand, generator: &mut SchemaGenerator) -> Schema {
            match command {
                $(CallbackCommand::$variant => {
                    generator.subschema_for::<callbacks::$family::$request>()
                })+
            }
        }

        /// The schema of the answers to a command: a reference to one of the generator's
        /// definitions.
        pub fn answer(command: CallbackCommand, generator: &mut SchemaGenerator) -> Schema {
            match command {
                $(CallbackCommand::$variant => generator
                    .subschema_for::<<callbacks::$family::$request as Callback>::Verdict>(),)+
            }
        }
    };
}

catalogue!(describe_commands);

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
