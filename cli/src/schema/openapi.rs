//! An OpenAPI document whose webhooks are the commands.

use schemars::Schema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};
use tim_callback::query::QueryParam;
use tim_callback::{CallbackCommand, schema, testing};

const ABOUT: &str = "\
Tencent Cloud Chat POSTs a callback to the URL that an app has configured, before or after something \
happens. The answer to what is sent before decides. Answer within 2 seconds, with status 200 and \
JSON: anything else counts as failed, and the operation goes on unless the console says otherwise.

If authentication is on in the console, verify `Sign`: it is the lower-case hexadecimal SHA-256 of \
the token directly followed by `RequestTime`. Refuse what is older or newer than 60 seconds. The \
signature covers neither the body nor the other parameters.

Bodies may have fields that are not described here. Fields that are not required may be `null`.";

pub(super) fn document() -> Vec<(&'static str, Value)> {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let dialect = settings.meta_schema.clone();
    let mut generator = SchemaGenerator::new(settings);
    let commands = CallbackCommand::all().iter();
    let mut responses = Map::new();
    let webhooks: Map<_, _> = commands
        .map(|&command| {
            let request = schema::request(command, &mut generator);
            let answer = schema::answer(command, &mut generator);
            let post = post(command, &request, &name(&answer));
            responses.insert(name(&answer), response(command, &answer));
            (command.name().to_owned(), json!({ "post": post }))
        })
        .collect();
    let schemas = generator.take_definitions(true);
    vec![
        ("openapi", json!("3.1.0")),
        ("info", info()),
        ("jsonSchemaDialect", json!(dialect)),
        ("webhooks", webhooks.into()),
        (
            "components",
            json!({ "parameters": parameters(), "responses": responses, "schemas": schemas }),
        ),
    ]
}

fn info() -> Value {
    json!({
        "title": "Callbacks of Tencent Cloud Chat",
        "version": env!("CARGO_PKG_VERSION"),
        "description": ABOUT,
        "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
    })
}

/// The name of the definition that a schema refers to.
fn name(schema: &Schema) -> String {
    let path = schema.get("$ref").and_then(Value::as_str).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

fn post(command: CallbackCommand, request: &Schema, answer: &str) -> Value {
    let (family, _) = command.name().split_once('.').unwrap_or_default();
    let sample = testing::body(command).into_bytes().unwrap_or_default();
    let sample: Value = serde_json::from_slice(&sample).unwrap_or_default();
    let others = QueryParam::all().iter().filter(|&&param| param != QueryParam::CallbackCommand);
    let others = others.map(|param| json!({ "$ref": format!("#/components/parameters/{param}") }));
    let mut parameters = vec![json!({
        "name": QueryParam::CallbackCommand.name(),
        "in": "query",
        "required": true,
        "schema": { "const": command.name() },
    })];
    parameters.extend(others);
    json!({
        "operationId": name(request),
        "tags": [family],
        "summary": command.description(),
        "externalDocs": { "url": command.page_url() },
        "parameters": parameters,
        "requestBody": {
            "required": true,
            "content": { "application/json": { "schema": request, "example": sample } },
        },
        "responses": { "200": { "$ref": format!("#/components/responses/{answer}") } },
    })
}

fn response(command: CallbackCommand, answer: &Schema) -> Value {
    json!({
        "description": if command.is_before() { "The decision." } else { "The receipt." },
        "content": { "application/json": { "schema": answer } },
    })
}

/// The query parameters that all commands share.
fn parameters() -> Map<String, Value> {
    let all = QueryParam::all().iter();
    all.filter_map(|param| {
        let (required, schema, description) = match param {
            QueryParam::SdkAppId => (
                true,
                json!({ "type": "string", "pattern": "^[0-9]+$" }),
                "The app. Check that it is yours.",
            ),
            QueryParam::ContentType => (false, json!({ "type": "string" }), "`json`."),
            QueryParam::ClientIp => {
                (false, json!({ "type": "string" }), "The address of the client. May be empty.")
            }
            QueryParam::OptPlatform => (
                false,
                json!({ "$ref": "#/components/schemas/Platform" }),
                "The platform of the client. May be empty.",
            ),
            QueryParam::Sign => (
                false,
                json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{64}$" }),
                "The signature, if authentication is on.",
            ),
            QueryParam::RequestTime => (
                false,
                json!({ "type": "string", "pattern": "^[0-9]+$" }),
                "When the request was signed, in Unix seconds, if authentication is on.",
            ),
            QueryParam::RequestId => {
                (false, json!({ "type": "string" }), "The same if a callback is repeated.")
            }
            _ => return None,
        };
        let parameter = json!({
            "name": param.name(),
            "in": "query",
            "required": required,
            "description": description,
            "schema": schema,
        });
        Some((param.name().to_owned(), parameter))
    })
    .collect()
}
