//! Whether an answer is the recorded one.

use serde_json::Value;

use crate::exchange::Answer;
use crate::recording::Recorded;
use crate::upstream::UpstreamError;

pub(crate) enum Compared {
    /// Status and body are as recorded, or there was no answer either.
    Same,
    Different,
    /// There was an answer, or it is unknown, and now there is none.
    Missing,
    NotRecorded,
}

pub(crate) fn compare(recorded: &Recorded, now: &Result<Answer, UpstreamError>) -> Compared {
    let now = match now {
        // Why there is no answer may be said in other words.
        Err(_) if recorded.error.is_some() => return Compared::Same,
        Err(_) => return Compared::Missing,
        Ok(_) if recorded.error.is_some() => return Compared::Different,
        Ok(now) => now,
    };
    let status = recorded.status.map(|status| status == now.status);
    let body = recorded.answer.as_ref().map(|body| is_same_body(body, &now.body));
    match (status, body) {
        (None, None) => Compared::NotRecorded,
        (Some(false), _) | (_, Some(false)) => Compared::Different,
        _ => Compared::Same,
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
