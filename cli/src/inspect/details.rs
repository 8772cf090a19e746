//! All about one callback, for the page.

use serde_json::{Value, json};
use tim_callback::CallbackCommand;
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::testing::Review;

use super::reading::{Reading, Typed};
use super::store::{Kept, Origin};
use super::tree;
use crate::exchange::Exchange;

pub(crate) fn details(kept: &Kept, run: u64) -> Value {
    let exchange = &kept.exchange;
    let reading = Reading::of(exchange);
    let command = reading.query.as_ref().and_then(CallbackQuery::command);
    let untyped: &[String] =
        if let Typed::Except(untyped, _) = &reading.typed { untyped } else { &[] };
    json!({
        "run": run,
        "id": kept.id,
        "sent_here": kept.origin == Origin::Sent,
        "signature": kept.signature,
        "path": exchange.path,
        "query": exchange.query,
        "params": reading.query.as_ref().map(params),
        "description": command.map(CallbackCommand::description),
        "official_page": command.map(CallbackCommand::page_url),
        "body": {
            "lines": reading.body.as_ref().map(|body| tree::lines(body, untyped)),
            "text": std::str::from_utf8(&exchange.body).ok(),
            "size": exchange.body.len(),
        },
        "typed": typed(&reading.typed),
        "answer": answer(exchange),
        "review": reading.review.as_ref().map(review),
        "summary": reading.summary(),
    })
}

/// Names and values. Custom parameters come last.
fn params(query: &CallbackQuery) -> Vec<(String, String)> {
    let documented = QueryParam::all().iter().filter_map(|&param| {
        let value = query.get(param)?;
        (param != QueryParam::Sign).then_some((param.name(), value))
    });
    let pairs = documented.chain(query.custom_params());
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn typed(typed: &Typed) -> Value {
    match typed {
        Typed::Except(untyped, callback) => json!({
            "untyped": untyped,
            "dedup_key": callback.dedup_key(),
            "ordering_key": callback.ordering_key(),
        }),
        Typed::UnknownCommand => json!({"unknown_command": true}),
        Typed::Error { text, help } => json!({"error": text, "help": help}),
    }
}

fn answer(exchange: &Exchange) -> Value {
    match &exchange.answer {
        Err(error) => json!({ "error": error }),
        Ok(answer) => {
            let value = serde_json::from_slice::<Value>(&answer.body).ok();
            json!({
                "status": answer.status,
                "content_type": answer.content_type,
                "lines": value.as_ref().map(|value| tree::lines(value, &[])),
                "text": String::from_utf8_lossy(&answer.body),
                "size": answer.body.len(),
            })
        }
    }
}

fn review(review: &Review) -> Value {
    let issues =
        review.issues.iter().map(|issue| json!({"text": issue.to_string(), "help": issue.help()}));
    json!({"effect": effect(review), "issues": issues.collect::<Vec<_>>()})
}

/// The effect in words, without the command and without the issues.
fn effect(review: &Review) -> String {
    let mut review = review.clone();
    review.issues.clear();
    let text = review.to_string();
    text.strip_prefix(&format!("{}: ", review.command)).unwrap_or(&text).to_owned()
}
