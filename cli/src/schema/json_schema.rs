//! JSON Schema of requests, with that of their answers among the definitions.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use tim_callback::{CallbackCommand, schema};

pub(super) fn document(commands: &[CallbackCommand]) -> Vec<(&'static str, Value)> {
    let settings = SchemaSettings::draft2020_12();
    let dialect = settings.meta_schema.clone();
    let mut generator = SchemaGenerator::new(settings);
    let requests: Vec<_> = commands
        .iter()
        .map(|&command| {
            schema::answer(command, &mut generator);
            schema::request(command, &mut generator)
        })
        .collect();
    vec![
        ("$schema", dialect.into()),
        ("anyOf", json!(requests)),
        ("$defs", generator.take_definitions(true).into()),
    ]
}
