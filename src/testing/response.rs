use std::time::Duration;

use crate::reply::Reply;

/// What a service answered: a [`Reply`], or what an HTTP client got.
#[derive(Debug, Clone, Copy)]
pub struct Response<'a> {
    pub(super) status: u16,
    pub(super) content_type: &'a str,
    pub(super) body: &'a [u8],
    pub(super) took: Option<Duration>,
}

impl<'a> Response<'a> {
    /// Status, `Content-Type` (empty where there is none) and body.
    #[must_use]
    pub fn new(status: u16, content_type: &'a str, body: &'a [u8]) -> Self {
        Self { status, content_type, body, took: None }
    }

    /// With the time that the service took, to be held against the 2 s that Tencent waits.
    #[must_use]
    pub fn after(mut self, took: Duration) -> Self {
        self.took = Some(took);
        self
    }
}

impl<'a> From<&'a Reply> for Response<'a> {
    fn from(reply: &'a Reply) -> Self {
        Self::new(reply.status, reply.content_type, &reply.body)
    }
}
