//! A callback and its answer.

use std::time::Duration;

use bytes::Bytes;
use hyper::header::CONTENT_TYPE;

use crate::forward::Received;
use crate::signing::{Signing, without_sign};
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

#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

impl Exchange {
    pub(crate) fn new(
        received: &Received,
        took: Duration,
        answered: &Result<Answered, UpstreamError>,
        signing: &Signing,
    ) -> Self {
        let query = received.target.query().unwrap_or_default();
        let answer = match answered {
            Ok(answered) => Ok(Answer::new(answered, query, signing)),
            Err(error) => Err(error.to_string()),
        };
        Self {
            time: received.time,
            path: received.target.path().to_owned(),
            query: without_sign(query),
            body: received.body.clone(),
            took,
            answer,
        }
    }

    /// How many bytes it keeps.
    pub(crate) fn size(&self) -> usize {
        let answer = self.answer.as_ref().map_or_else(String::len, |answer| answer.body.len());
        self.path.len() + self.query.len() + self.body.len() + answer
    }
}

impl Answer {
    /// The answer to a query, without secrets.
    pub(crate) fn new(answered: &Answered, query: &str, signing: &Signing) -> Self {
        let content_type = answered.headers().get(CONTENT_TYPE);
        let content_type = content_type.map(|value| String::from_utf8_lossy(value.as_bytes()));
        Self {
            status: answered.status().as_u16(),
            content_type: content_type.unwrap_or_default().into_owned(),
            body: signing.hide(query, answered.body().clone()),
        }
    }
}
