use std::time::Duration;

use crate::reply::Reply;

/// The response of a service: a [`Reply`], or what an HTTP client received.
#[derive(Debug, Clone, Copy)]
pub struct Response<'a> {
    pub(super) status: u16,
    pub(super) content_type: &'a str,
    pub(super) body: &'a [u8],
    pub(super) took: Option<Duration>,
}

impl<'a> Response<'a> {
    /// A response with this status, `Content-Type` (empty if there is none) and body.
    #[must_use]
    pub fn new(status: u16, content_type: &'a str, body: &'a [u8]) -> Self {
        Self { status, content_type, body, took: None }
    }

    /// Sets the time that the service took, which is compared with the 2 s that Tencent waits.
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
