//! Sends a callback from the page.

use bytes::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::http::uri::PathAndQuery;
use hyper::{HeaderMap, Method, StatusCode};
use serde::Deserialize;
use tim_callback::UnixSeconds;

use super::Refused;
use crate::forward::{Received, now};
use crate::inspect::Inspector;
use crate::inspect::store::Origin;
use crate::upstream::BODY_LIMIT;

/// A callback to send again, with what is changed of it.
#[derive(Deserialize)]
pub(crate) struct Send {
    id: Option<u64>,
    /// The run of the tool that the id is of.
    run: Option<u64>,
    query: Option<String>,
    body: Option<String>,
}

/// Signs a callback anew and sends it. Returns the id under which it is kept.
pub(crate) async fn send(inspector: &Inspector, send: Send) -> Result<u64, Refused> {
    if send.run.is_some_and(|run| run != inspector.store.run) {
        return Err(refused("it is no longer kept: the tool has been restarted"));
    }
    let kept = match send.id {
        None => None,
        Some(id) => Some(inspector.store.get(id).ok_or_else(|| refused("it is no longer kept"))?),
    };
    let before = kept.as_deref().map(|kept| &kept.exchange);
    let path = before.map_or("/", |exchange| exchange.path.as_str());
    let query = send.query.or_else(|| before.map(|exchange| exchange.query.clone()));
    let body = send.body.map(Bytes::from).or_else(|| before.map(|exchange| exchange.body.clone()));
    let (Some(query), Some(body)) = (query, body) else {
        return Err(refused("there is nothing to send: give query and body, or an id"));
    };
    if body.len() > BODY_LIMIT {
        return Err(refused("the body is too large"));
    }
    let time = now();
    let query = inspector.signing.sign_anew(query.trim(), UnixSeconds::new(time / 1000));
    let target: Result<PathAndQuery, _> = format!("{path}?{query}").parse();
    let target = target.map_err(|_| refused("the query is not part of a URL: escape it"))?;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let received = Received { time, method: Method::POST, target, headers, body };
    Ok(inspector.exchange(&received, Origin::Sent).await.0)
}

fn refused(why: &str) -> Refused {
    (StatusCode::UNPROCESSABLE_ENTITY, why.to_owned())
}
