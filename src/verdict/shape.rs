//! The shapes of answers, for their schemas.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{RejectCode, code};

/// The fields of an answer that expresses one verdict.
pub(super) struct Shape {
    title: &'static str,
    error_code: Value,
    fields: Map<String, Value>,
}

impl Shape {
    pub(super) fn new(title: &'static str, code: u32) -> Self {
        Self { title, error_code: json!({ "const": code }), fields: Map::new() }
    }

    /// The answer that says yes, with nothing more.
    pub(super) fn allow() -> Self {
        Self::new("Allow", code::ALLOW)
    }

    pub(super) fn reject() -> Self {
        Self::new("Reject", code::REJECT)
    }

    /// A rejection with a code and a text that the client gets.
    pub(super) fn reject_with<R: RejectCode>() -> Self {
        Self { error_code: codes::<R>(), ..Self::new("RejectWith", code::REJECT) }
    }

    /// An answer that says more. At least one such field must be there.
    pub(super) fn with(mut self, name: &str, schema: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), schema.into());
        self
    }

    fn schema(self) -> Schema {
        let Self { title, error_code, fields } = self;
        let required = ["ActionStatus", "ErrorInfo", "ErrorCode"];
        let least = required.len() + usize::from(!fields.is_empty());
        let mut properties = fields;
        properties.insert("ActionStatus".to_owned(), json!({ "const": "OK" }));
        properties.insert("ErrorInfo".to_owned(), json!({ "type": "string" }));
        properties.insert("ErrorCode".to_owned(), error_code);
        json_schema!({
            "title": title,
            "type": "object",
            "properties": properties,
            "required": required,
            "minProperties": least,
            "additionalProperties": false,
        })
    }
}

/// The codes of a range.
pub(super) fn codes<R: RejectCode>() -> Value {
    json!({ "type": "integer", "minimum": R::MIN.code(), "maximum": R::MAX.code() })
}

/// A schema of one of these answers.
pub(super) fn one_of<const N: usize>(description: &str, shapes: [Shape; N]) -> Schema {
    let shapes: Vec<_> = shapes.into_iter().map(Shape::schema).collect();
    json_schema!({ "description": description, "oneOf": shapes })
}
