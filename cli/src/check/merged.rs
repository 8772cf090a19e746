//! A query that a web framework merged into the body: its parameters are keys of the body's object.

use serde_json::{Map, Value};
use tim_callback::SdkAppId;
use tim_callback::query::{CallbackQuery, QueryParam};

/// Whether a key of a body is the name of a documented parameter.
pub(crate) fn is_param(key: &str) -> bool {
    QueryParam::all().iter().any(|param| param.name().eq_ignore_ascii_case(key))
}

/// Whether the query is merged into this body. It must name app and command and have a third
/// parameter, because a body can name app and command itself.
pub(crate) fn is_merged(body: &Value) -> bool {
    let Value::Object(body) = body else { return false };
    let has = |param| value(body, param).is_some();
    has(QueryParam::SdkAppId)
        && has(QueryParam::CallbackCommand)
        && (has(QueryParam::ContentType)
            || has(QueryParam::ClientIp)
            || has(QueryParam::OptPlatform)
            || (has(QueryParam::Sign) && has(QueryParam::RequestTime)))
}

/// The query string that was merged into this body.
pub(crate) fn query(body: &Value) -> Option<String> {
    let Value::Object(body) = body else { return None };
    let command = value(body, QueryParam::CallbackCommand)?;
    let query = CallbackQuery::new(SdkAppId::new(0), command);
    let query = QueryParam::all().iter().fold(query, |query, &param| match value(body, param) {
        Some(value) => query.with(param, &value),
        None => query,
    });
    Some(query.to_query_string())
}

/// The value of a parameter. Its usual spelling is tried first, because the body may have a field of
/// its own with a similar name: `ContentCallback.ResultNotify` has `SdkAppId` and `ContentType`.
fn value(body: &Map<String, Value>, param: QueryParam) -> Option<String> {
    let usual = body.get(param.name()).and_then(text);
    let mut similar = body.iter().filter(|(key, _)| param.name().eq_ignore_ascii_case(key));
    let value = usual.or_else(|| similar.find_map(|(_, value)| text(value)))?;
    // With any other value it is not the query's.
    (param != QueryParam::ContentType || value.eq_ignore_ascii_case("json")).then_some(value)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
