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

/// Runs a future. One thread would answer for its own work in the latencies of `load`.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::of_service(format!("the runtime cannot be started: {error}")))?;
    let output = runtime.block_on(future);
    // A name that is still being looked up must not keep the process.
    runtime.shutdown_background();
    output
}
