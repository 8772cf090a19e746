//! Whether an answer is the recorded one.

use serde_json::Value;

use crate::exchange::Answer;
use crate::recording::Recorded;

/// Whether status and body are as recorded; `None` if neither was recorded.
pub(crate) fn is_same(recorded: &Recorded, now: &Answer) -> Option<bool> {
    let status = recorded.status.map(|status| status == now.status);
    let body = recorded.answer.as_ref().map(|body| is_same_body(body, &now.body));
    match (status, body) {
        (None, None) => None,
        (status, body) => Some(status.unwrap_or(true) && body.unwrap_or(true)),
    }
}

/// JSON is compared as values: the order of keys and white space do not count.
fn is_same_body(one: &[u8], other: &[u8]) -> bool {
    let value = |body| serde_json::from_slice::<Value>(body).ok();
    one == other || value(one).is_some_and(|one| Some(one) == value(other))
}

#[cfg(test)]
mod tests {
    use super::is_same_body;

    #[test]
    fn only_json_is_compared_as_values() {
        assert!(is_same_body(br#"{"a":1,"b":"x"}"#, b"{ \"b\": \"\\u0078\", \"a\": 1 }"));
        assert!(!is_same_body(br#"{"a":1}"#, br#"{"a":"1"}"#));
        assert!(is_same_body(b"not json", b"not json"));
        assert!(!is_same_body(b"not json", b"not  json"));
        assert!(!is_same_body(b"not json", b"neither"));
    }
}
