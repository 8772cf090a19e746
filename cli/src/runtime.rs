//! Runs a command to its end.

use crate::failure::Failure;

/// Runs a future on two threads. With one, the tool's own work would add to the latencies of `load`.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::of_input(format!("the runtime cannot be started: {error}")))?;
    let output = runtime.block_on(future);
    // A name that is still being looked up must not keep the process.
    runtime.shutdown_background();
    output
}
