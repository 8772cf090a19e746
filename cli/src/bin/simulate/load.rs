//! Many callbacks at once, measured.
//!
//! One thread drives all connections. Each sends its next request when the last one is answered.
//! Requests are prepared in advance: sending one only writes a number into it.

mod connection;
mod head;
mod prepared;
mod report;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::task::JoinSet;

use crate::plan::{Outgoing, Plan};
use connection::Connection;
pub use connection::Target;
use prepared::Requests;
use report::{Part, Report};

/// The bar moves once in so many requests. Moving it at every request would affect the figures.
const STRIDE: usize = 64;

/// The state that all connections share.
struct Shared {
    target: Target,
    url: String,
    signer: tim_callback::testing::Signer,
    sends: Vec<Outgoing>,
    requests: usize,
    taken: AtomicUsize,
    bar: ProgressBar,
}

/// Sends this many requests over this many connections.
pub fn run(plan: Plan, requests: usize, connections: NonZeroUsize) -> Result<Report, String> {
    let target = Target::of(&plan.url)?;
    let bar = ProgressBar::new(requests as u64).with_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len}, {per_sec}, {eta} to go")
            .map_err(|error| error.to_string())?,
    );
    let shared = Arc::new(Shared {
        target,
        url: plan.url,
        signer: plan.signer,
        sends: plan.sends,
        requests,
        taken: AtomicUsize::new(0),
        bar,
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start a runtime: {error}: free some file descriptors"))?;
    runtime.block_on(all(shared, connections))
}

async fn all(shared: Arc<Shared>, connections: NonZeroUsize) -> Result<Report, String> {
    let mut opened = Vec::new();
    for _ in 0..connections.get() {
        opened.push(Connection::open(&shared.target).await?);
    }
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for connection in opened {
        tasks.spawn(one(shared.clone(), connection));
    }
    let mut parts = Vec::new();
    while let Some(part) = tasks.join_next().await {
        parts.push(part.map_err(|error| format!("a connection failed: {error}"))??);
    }
    let took = start.elapsed();
    shared.bar.finish_and_clear();
    Ok(Report::new(parts, took))
}

/// Sends requests over one connection until none is left.
async fn one(shared: Arc<Shared>, mut connection: Connection) -> Result<Part, String> {
    let mut requests = Requests::new(&shared.url, &shared.target, &shared.signer, &shared.sends);
    let mut part = Part::default();
    loop {
        let number = shared.taken.fetch_add(1, Ordering::Relaxed);
        if number >= shared.requests {
            break;
        }
        let request = requests.numbered(number);
        let start = Instant::now();
        let stays_open = match connection.exchange(request.bytes()).await {
            Ok(answer) => {
                part.count(request.command(), &answer, start.elapsed());
                answer.head.stays_open
            }
            Err(error) => {
                part.count_failure(error.to_string());
                false
            }
        };
        if !stays_open {
            connection = Connection::open(&shared.target).await?;
        }
        if number.is_multiple_of(STRIDE) {
            shared.bar.set_position(number as u64);
        }
    }
    Ok(part)
}
