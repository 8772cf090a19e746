//! A client for one service, over a connection that stays open.

use std::time::{Duration, Instant};

use tim_callback::testing::Signed;

use crate::connection::{Answer, Connection};
use crate::endpoint::Endpoint;
use crate::failure::Failure;

/// A client that opens a connection when it needs one.
pub(crate) struct Client<'a> {
    endpoint: &'a Endpoint,
    connection: Option<Connection>,
}

impl<'a> Client<'a> {
    pub(crate) fn new(endpoint: &'a Endpoint) -> Self {
        Self { endpoint, connection: None }
    }

    /// The answer, or why there is none, and the time it took. Without a connection it fails.
    pub(crate) async fn post(
        &mut self,
        sent: &Signed,
    ) -> Result<(Result<Answer, String>, Duration), Failure> {
        let target = self.endpoint.target(&sent.query).map_err(Failure::of_input)?;
        let start = Instant::now();
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.endpoint.connect().await.map_err(Failure::of_service)?,
        };
        let answer =
            connection.post(&self.endpoint.host_header, target, sent.body.clone().into()).await;
        if answer.is_ok() && connection.is_open().await {
            self.connection = Some(connection);
        }
        Ok((answer, start.elapsed()))
    }
}
