//! All about one callback, for the page.

use serde_json::{Value, json};
use tim_callback::CallbackCommand;
use tim_callback::query::CallbackQuery;
use tim_callback::testing::Review;

use super::reading::{Reading, Typed};
use super::store::{Kept, Origin};
use super::tree;
use crate::exchange::Exchange;
use crate::findings::effect;
use crate::unsigned::params;

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
        "params": reading.query.as_ref().map(|query| params(query).collect::<Vec<_>>()),
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
