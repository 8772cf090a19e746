//! A callback and its answer.

use std::time::Duration;

use bytes::Bytes;
use hyper::header::CONTENT_TYPE;

pub(crate) use crate::connection::Answer;
use crate::forward::Received;
use crate::secrets::Secrets;
use crate::unsigned::without_sign;
use crate::upstream::{Answered, UpstreamError};

/// A callback and its answer, without the signature.
#[derive(Clone)]
pub(crate) struct Exchange {
    /// When the callback arrived, in Unix milliseconds.
    pub(crate) time: u64,
    pub(crate) path: String,
    /// The query without `Sign`.
    pub(crate) query: String,
    pub(crate) body: Bytes,
    /// How long the answer took.
    pub(crate) took: Duration,
    /// The answer, or why there is none.
    pub(crate) answer: Result<Answer, String>,
}

impl Exchange {
    pub(crate) fn new(
        received: &Received,
        took: Duration,
        answered: &Result<Answered, UpstreamError>,
        secrets: &Secrets,
    ) -> Self {
        let query = received.target.query().unwrap_or_default();
        let answer = match answered {
            Ok(answered) => Ok(Answer::new(answered, query, secrets)),
            Err(error) => Err(error.to_string()),
        };
        Self {
            time: received.time,
            path: received.target.path().to_owned(),
            query: without_sign(query),
            // A copy, because a slice would keep the buffer that it came in with its headers.
            body: Bytes::copy_from_slice(&received.body),
            took,
            answer,
        }
    }

    /// How many bytes it keeps.
    pub(crate) fn size(&self) -> usize {
        let answer = match &self.answer {
            Ok(answer) => answer.content_type.len() + answer.body.len(),
            Err(error) => error.len(),
        };
        self.path.len() + self.query.len() + self.body.len() + answer
    }
}

impl Answer {
    /// The answer to a query, without secrets.
    pub(crate) fn new(answered: &Answered, query: &str, secrets: &Secrets) -> Self {
        let content_type = answered.headers().get(CONTENT_TYPE);
        let content_type = content_type.map_or(&b""[..], |value| value.as_bytes());
        Self {
            status: answered.status().as_u16(),
            content_type: secrets.hide(query, &String::from_utf8_lossy(content_type)),
            body: secrets.hide_bytes(query, answered.body()),
        }
    }
}
