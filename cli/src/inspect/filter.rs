//! Which callbacks a page wants to see.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::store::Kept;

/// The parameters of a query as a page writes them.
pub(crate) fn params(query: &str) -> BTreeMap<String, String> {
    let decode = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decode(name), decode(value))).collect()
}

/// Empty conditions are none.
pub(crate) struct Filter {
    command: String,
    outcome: String,
    /// In lower case.
    text: String,
}

impl Filter {
    pub(crate) fn of(query: &str) -> Self {
        let mut params = params(query);
        let mut take = |name| params.remove(name).unwrap_or_default();
        Self {
            command: take("command"),
            outcome: take("outcome"),
            text: take("text").to_lowercase(),
        }
    }

    pub(crate) fn accepts(&self, kept: &Kept) -> bool {
        (self.command.is_empty() || self.command == kept.summary.command)
            && (self.outcome.is_empty() || kept.summary.is(&self.outcome))
            && (self.text.is_empty() || self.is_in(kept))
    }

    /// Whether the text is in the query, the body or the answer, ignoring case.
    fn is_in(&self, kept: &Kept) -> bool {
        let exchange = &kept.exchange;
        let query = percent_decode_str(&exchange.query).decode_utf8_lossy();
        let answer = exchange.answer.as_ref().map(|answer| &answer.body[..]);
        query.to_lowercase().contains(&self.text)
            || self.is_in_json(&exchange.body)
            || answer.is_ok_and(|answer| self.is_in_json(answer))
    }

    fn is_in_json(&self, bytes: &[u8]) -> bool {
        let text = String::from_utf8_lossy(bytes);
        // Escapes hide a text, such as `\u4f60`.
        text.to_lowercase().contains(&self.text)
            || text.contains('\\')
                && serde_json::from_str(&text).is_ok_and(|value| self.is_in_value(&value))
    }

    fn is_in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => text.to_lowercase().contains(&self.text),
            Value::Array(items) => items.iter().any(|item| self.is_in_value(item)),
            Value::Object(entries) => entries.values().any(|value| self.is_in_value(value)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_however_it_is_written() {
        let filter = Filter::of("text=%E4%BD%A0+GO&command=");
        assert_eq!((filter.text.as_str(), filter.command.as_str()), ("你 go", ""));
        assert!(filter.is_in_json("{\"a\": \"x 你 Go\"}".as_bytes()));
        assert!(filter.is_in_json(br#"{"a": ["\u4f60 gO"]}"#));
        assert!(filter.is_in_json("你 go, no JSON \\".as_bytes()));
        assert!(!filter.is_in_json(br#"{"a": "\u4f61 go"}"#));
    }
}
