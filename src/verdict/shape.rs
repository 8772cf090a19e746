//! The shapes of answers, for their schemas.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::RejectCode;

/// The fields of an answer that expresses one verdict.
pub(super) struct Shape {
    title: &'static str,
    description: &'static str,
    error_code: Value,
    fields: Map<String, Value>,
    example: Map<String, Value>,
}

impl Shape {
    pub(super) fn new(title: &'static str, description: &'static str, code: u32) -> Self {
        let example = fields([
            ("ActionStatus", json!("OK")),
            ("ErrorInfo", json!("")),
            ("ErrorCode", json!(code)),
        ]);
        Self {
            title,
            description,
            error_code: json!({ "const": code }),
            fields: Map::new(),
            example,
        }
    }

    /// A rejection with a code and a text that the client gets.
    pub(super) fn reject_with<R: RejectCode>(description: &'static str) -> Self {
        let mut shape = Self::new("RejectWith", description, R::MIN.code());
        shape.error_code = codes::<R>();
        shape.example.insert("ErrorInfo".to_owned(), json!("no advertising here"));
        shape
    }

    /// An answer that says more. At least one such field must be there.
    pub(super) fn with(mut self, name: &str, schema: impl Into<Value>, example: Value) -> Self {
        self.fields.insert(name.to_owned(), schema.into());
        self.example.insert(name.to_owned(), example);
        self
    }

    fn schema(self) -> Schema {
        let required = ["ActionStatus", "ErrorInfo", "ErrorCode"];
        let least = required.len() + usize::from(!self.fields.is_empty());
        let mut properties = fields([
            ("ActionStatus", json!({ "const": "OK" })),
            ("ErrorInfo", json!({ "type": "string" })),
            ("ErrorCode", self.error_code),
        ]);
        properties.extend(self.fields);
        json_schema!({
            "title": self.title,
            "description": self.description,
            "type": "object",
            "properties": properties,
            "required": required,
            "minProperties": least,
            "additionalProperties": false,
            "examples": [self.example],
        })
    }
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
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
