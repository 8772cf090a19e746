//! Callbacks as server-sent events: those that are kept, and then each as it comes.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use http_body_util::combinators::BoxBody;
use hyper::Response;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::Inspector;
use super::filter::Filter;
use super::reading::OUTCOMES;
use super::store::{Kept, Origin};
use tim_callback::CallbackCommand;

/// What the server of the page answers with.
pub(crate) type Body = BoxBody<Bytes, Infallible>;

/// How many callbacks are looked at for one event.
const BATCH: usize = 500;

/// Callbacks that come within this time are one event.
const PAUSE: Duration = Duration::from_millis(50);

/// After this time without an event, a comment shows whether anyone still listens.
const QUIET: Duration = Duration::from_secs(15);

/// The events from the one after `last`, which is the id of the last event that the page has seen.
pub(crate) fn response(inspector: Arc<Inspector>, filter: Filter, last: &str) -> Response<Body> {
    let (sender, channel) = Channel::<Bytes>::new(2);
    let run = inspector.store.run;
    let seen = last.split_once('-').filter(|(of, _)| *of == run.to_string());
    let seen = seen.and_then(|(_, id)| id.parse().ok());
    tokio::spawn(async move {
        let mut stopped = inspector.stopped.clone();
        tokio::select! {
            // An error is that of a page that is gone.
            _ = send(&inspector, &filter, seen, sender) => {}
            _ = stopped.wait_for(|stop| *stop) => {}
        }
    });
    let mut response = Response::new(channel.map_err(|never| match never {}).boxed());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response
}

async fn send(
    inspector: &Inspector,
    filter: &Filter,
    seen: Option<u64>,
    mut sender: Sender<Bytes>,
) -> Result<(), http_body_util::channel::SendError> {
    let store = &inspector.store;
    let mut changed = store.subscribe();
    sender.send_data(event("hello", "", &hello(inspector, seen.is_some()))).await?;
    let mut last = seen.unwrap_or(0);
    let mut commands = 0;
    loop {
        changed.borrow_and_update();
        let batch = store.after(last, BATCH);
        last = batch.last().map_or(last, |kept| kept.id);
        let items: Vec<_> = batch.iter().filter(|kept| filter.accepts(kept)).map(item).collect();
        let state = store.state();
        let mut data = json!({"items": items, "oldest": state.oldest, "kept": state.kept});
        if state.commands.len() != commands
            && let Some(data) = data.as_object_mut()
        {
            commands = state.commands.len();
            data.insert("commands".to_owned(), json!(state.commands));
        }
        let id = format!("id: {}-{last}\n", store.run);
        sender.send_data(event("callbacks", &id, &data)).await?;
        if batch.len() == BATCH {
            continue;
        }
        sleep(PAUSE).await;
        while timeout(QUIET, changed.changed()).await.is_err() {
            sender.send_data(Bytes::from_static(b": still here\n\n")).await?;
        }
    }
}

/// JSON has no line breaks, so it is one line of data.
fn event(name: &str, id: &str, data: &Value) -> Bytes {
    format!("{id}event: {name}\ndata: {data}\n\n").into()
}

fn item(kept: &Arc<Kept>) -> Value {
    json!({"id": kept.id, "sent_here": kept.origin == Origin::Sent, "summary": kept.summary})
}

/// What the page has to know before the first callback.
fn hello(inspector: &Inspector, resumed: bool) -> Value {
    let choices = match &inspector.service {
        Some(_) => Vec::new(),
        None => inspector.answers.choices(),
    };
    json!({
        "resumed": resumed,
        "run": inspector.store.run,
        "address": inspector.address.to_string(),
        "service": inspector.service.as_ref().map(ToString::to_string),
        "signs": inspector.signing.token().is_some(),
        "outcomes": OUTCOMES,
        "commands": CallbackCommand::all(),
        "choices": choices,
    })
}
