//! Many callbacks at once, measured.
//!
//! Each connection sends its next request when the last one is answered. With
//! `--rate`, requests are due whatever the service does, and their times count from then on: a
//! service that falls behind shows in the figures (no coordinated omission).

mod pace;
mod prepared;
mod report;

use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::task::JoinSet;

use crate::connection::Connection;
use crate::failure::{Failure, Outcome};
use crate::runtime::block_on;
use crate::samples::{self, SampleArgs};
use crate::service::{Service, ServiceArgs};
use pace::Pace;
use prepared::Requests;
use report::Measured;

/// The bar moves once in so many requests. Moving it at every request would affect the figures.
const STRIDE: usize = 64;

/// Send many callbacks, no two of them the same, and measure the answers
#[derive(clap::Args)]
#[command(after_help = "\
Without --rate, each connection sends its next request when the last one is answered. With it,
requests are due at that rate whatever the service does, and latencies count from when a request was
due. Each body gets a number of its own, in the field LoadNumber and as MsgKey if it has one.

Exit status: 0 if every answer is as it should be, 1 if one is not or there is no answer, 2 if the
arguments are wrong.

Example:
  TIM_TOKEN=xxxxyyyy tim-callback load --url http://127.0.0.1:8080/callback --app 1400000000 \\
      --command Group.CallbackBeforeSendMsg --rate 10000 --requests 100000")]
pub(crate) struct Args {
    #[command(flatten)]
    service: ServiceArgs,

    #[command(flatten)]
    samples: SampleArgs,

    /// How many requests to send
    #[arg(long, value_name = "N", default_value = "10000")]
    requests: NonZeroUsize,

    /// How many connections to use
    #[arg(long, value_name = "C", default_value = "64")]
    connections: NonZeroUsize,

    /// Send so many requests a second, evenly
    #[arg(long, value_name = "R")]
    rate: Option<NonZeroU32>,

    /// Print the figures as a JSON object
    #[arg(long)]
    json: bool,
}

/// The state that all connections share.
struct Shared {
    service: Service,
    requests: Mutex<Requests>,
    measured: Mutex<Measured>,
    bar: ProgressBar,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn run(args: &Args) -> Outcome {
    let outgoing = samples::outgoing(&args.samples)?;
    let service = Service::new(&args.service)?;
    let requests = Requests::new(&service, outgoing).map_err(Failure::of_input)?;
    let measured = Measured::new().map_err(|error| Failure::of_input(error.to_string()))?;
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len}, {per_sec}, {eta} to go");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    let shared = Arc::new(Shared {
        service,
        requests: Mutex::new(requests),
        measured: Mutex::new(measured),
        bar: ProgressBar::new(args.requests.get() as u64).with_style(style),
    });
    let whole = block_on(all(&shared, args))?;
    shared.bar.finish_and_clear();
    let measured = lock(&shared.measured);
    measured.write(whole, args.json)?;
    Ok(measured.is_right(args.requests.get()))
}

/// Sends all requests, and returns how long that took.
async fn all(shared: &Arc<Shared>, args: &Args) -> Result<Duration, Failure> {
    let mut opened = Vec::new();
    for _ in 0..args.connections.get() {
        opened.push(shared.service.endpoint.connect().await.map_err(Failure::of_service)?);
    }
    let pace = Arc::new(Pace::new(args.requests, args.connections, args.rate));
    let mut tasks = JoinSet::new();
    for connection in opened {
        tasks.spawn(one(shared.clone(), pace.clone(), connection));
    }
    let releasing = tokio::spawn({
        let pace = pace.clone();
        async move { pace.release().await }
    });
    while tasks.join_next().await.is_some() {}
    // If the service is gone, not every request was due.
    releasing.abort();
    Ok(pace.elapsed())
}

/// Sends requests over one connection until none is left, or the service is gone.
async fn one(shared: Arc<Shared>, pace: Arc<Pace>, mut connection: Connection) {
    let Shared { service, requests, measured, bar } = &*shared;
    while let Some((number, start)) = pace.next().await {
        let (request, body) = lock(requests).numbered(service, number);
        let command = request.sent.command;
        match connection.post(&service.endpoint.host_header, request.target.clone(), body).await {
            Ok(answer) => lock(measured).count(service, &request, &answer, start.elapsed()),
            Err(why) => lock(measured).count_failure(command, why),
        }
        if !connection.is_open().await {
            connection = match service.endpoint.connect().await {
                Ok(connection) => connection,
                Err(why) => return lock(measured).count_failure(command, why),
            };
        }
        if number.is_multiple_of(STRIDE) {
            bar.set_position(number as u64);
        }
    }
}
