//! The server of the page.

mod assets;
mod guard;
mod send;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tim_callback::query::QueryParam;
use tim_callback::{CallbackCommand, testing};
use tokio::time::timeout;

use super::events::Body;
use super::filter::{Filter, params};
use super::verdicts::Chosen;
use super::{Inspector, copies, details, events};

/// The largest body that the page posts: one of 1 MiB, all of it escaped.
const LARGEST: usize = 8 << 20;

/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a request of the page is not done: a status and a sentence.
pub(crate) type Refused = (StatusCode, String);

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

pub(crate) async fn handle(
    inspector: Arc<Inspector>,
    request: Request<Incoming>,
) -> Response<Body> {
    let mut response = match guard::check(&request) {
        Ok(()) => route(inspector, request).await.unwrap_or_else(refusal),
        Err(refused) => refusal(refused),
    };
    guard::protect(response.headers_mut());
    response
}

async fn route(
    inspector: Arc<Inspector>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Refused> {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    match (request.method(), steps.as_slice()) {
        (&Method::GET, ["api", "events"]) => {
            let last = request.headers().get("last-event-id");
            let last = last.and_then(|id| id.to_str().ok()).unwrap_or_default();
            Ok(events::response(inspector, Filter::of(&query), last))
        }
        (&Method::GET, ["api", "callbacks", id]) => {
            let kept = kept(&inspector, id)?;
            Ok(json_response(&details::details(&kept, inspector.store.run)))
        }
        (&Method::GET, ["api", "callbacks", id, form]) => {
            let kept = kept(&inspector, id)?;
            let copied = copies::copied(&inspector, &kept, form);
            let copied = copied.map_err(|why| (StatusCode::NOT_FOUND, why))?;
            Ok(respond(TEXT, copied.into()))
        }
        (&Method::GET, ["api", "sample"]) => sample(&inspector, &query),
        (&Method::POST, ["api", "send"]) => {
            let id = send::send(&inspector, read(request).await?).await?;
            Ok(json_response(&json!({ "id": id })))
        }
        (&Method::POST, ["api", "verdicts"]) => choose(&inspector, read(request).await?),
        (&Method::GET, _) => {
            let asset = assets::named(&path).ok_or_else(|| not_found("no such page"))?;
            Ok(respond(HeaderValue::from_static(asset.content_type), asset.content.into()))
        }
        _ => Err((StatusCode::METHOD_NOT_ALLOWED, "no such method".to_owned())),
    }
}

fn kept(inspector: &Inspector, id: &str) -> Result<Arc<super::store::Kept>, Refused> {
    let kept = id.parse().ok().and_then(|id| inspector.store.get(id));
    kept.ok_or_else(|| not_found("the callback is no longer kept"))
}

/// A documented sample, to edit and send.
fn sample(inspector: &Inspector, query: &str) -> Result<Response<Body>, Refused> {
    let command = params(query).remove("command").and_then(|name| name.parse().ok());
    let command: CallbackCommand = command.ok_or_else(|| not_found("no such command"))?;
    let sample = testing::body(command);
    let query = match inspector.signing.app() {
        Some(app) => sample.query().with(QueryParam::SdkAppId, &app.to_string()),
        None => sample.query(),
    };
    let body = sample.in_order(testing::Order::Documented).into_bytes().unwrap_or_default();
    let body = String::from_utf8_lossy(&body);
    Ok(json_response(&json!({"query": query.to_query_string(), "body": body})))
}

#[derive(Deserialize)]
struct Choosing {
    command: CallbackCommand,
    #[serde(flatten)]
    chosen: Chosen,
}

fn choose(inspector: &Inspector, choosing: Choosing) -> Result<Response<Body>, Refused> {
    let Choosing { command, chosen } = choosing;
    let made = inspector.answers.choose(command, chosen);
    made.map_err(|why| (StatusCode::UNPROCESSABLE_ENTITY, why))?;
    Ok(json_response(&json!({"command": command})))
}

/// Reads what the page posts.
async fn read<T: DeserializeOwned>(request: Request<Incoming>) -> Result<T, Refused> {
    let body = timeout(PATIENCE, Limited::new(request.into_body(), LARGEST).collect()).await;
    let body = body.ok().and_then(Result::ok).map(http_body_util::Collected::to_bytes);
    let body = body.ok_or((StatusCode::BAD_REQUEST, "the request cannot be read".to_owned()))?;
    serde_json::from_slice(&body).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))
}

fn not_found(why: &str) -> Refused {
    (StatusCode::NOT_FOUND, why.to_owned())
}

fn refusal((status, why): Refused) -> Response<Body> {
    let mut response = json_response(&json!({ "error": why }));
    *response.status_mut() = status;
    response
}

fn json_response(value: &Value) -> Response<Body> {
    respond(JSON, value.to_string().into())
}

fn respond(content_type: HeaderValue, content: Bytes) -> Response<Body> {
    let mut response = Response::new(Full::new(content).boxed());
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
