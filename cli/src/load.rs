//! Many callbacks at once, measured.
//!
//! Each connection sends its next request when the last one is answered. With
//! `--rate`, requests are due whatever the service does, and their times count from then on: a
//! service that falls behind shows in the figures (no coordinated omission).

mod prepared;
mod report;
mod schedule;

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clap::builder::RangedU64ValueParser;
use indicatif::ProgressBar;
use tokio::task::JoinSet;

use crate::connection::Connection;
use crate::failure::{Failure, Outcome};
use crate::progress;
use crate::runtime::block_on;
use crate::samples::{self, SampleArgs};
use crate::service::{Service, ServiceArgs};
use prepared::Requests;
use report::Measured;
use schedule::Schedule;

/// After how many requests the bar moves. Moving it at each of them would affect the figures.
const STRIDE: usize = 64;

/// Send many different callbacks, and measure the answers
#[derive(clap::Args)]
#[command(after_help = "\
Without --rate, each connection sends its next request when the last one is answered. With it,
requests are due at that rate whatever the service does, and latencies count from when a request was
due. Each body gets a number of its own, in the field LoadNumber and as MsgKey if it has one. A
--body that is not a JSON object is sent as it is.

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
    #[arg(long, value_name = "N", default_value = "10000", value_parser = up_to(1_000_000_000))]
    requests: usize,

    /// How many connections to use
    #[arg(long, value_name = "C", default_value = "64", value_parser = up_to(65_535))]
    connections: usize,

    /// Send this many requests per second
    #[arg(long, value_name = "R")]
    rate: Option<NonZeroU32>,

    /// Print the figures as a JSON object
    #[arg(long)]
    json: bool,
}

/// A number from 1 to this one.
fn up_to(most: u64) -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..=most)
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
    let shared = Arc::new(Shared {
        service,
        requests: Mutex::new(requests),
        measured: Mutex::new(measured),
        bar: progress::of_requests(args.requests as u64),
    });
    let whole = block_on(all(&shared, args))?;
    shared.bar.finish_and_clear();
    let measured = lock(&shared.measured);
    measured.write(whole, args.json)?;
    Ok(measured.is_right(args.requests))
}

/// Sends all requests, and returns how long that took.
async fn all(shared: &Arc<Shared>, args: &Args) -> Result<Duration, Failure> {
    let mut opened = Vec::new();
    for _ in 0..args.connections {
        opened.push(shared.service.endpoint.connect().await.map_err(Failure::of_service)?);
    }
    let schedule = Arc::new(Schedule::new(args.requests, args.connections, args.rate));
    let mut tasks = JoinSet::new();
    for connection in opened {
        tasks.spawn(one(shared.clone(), schedule.clone(), connection));
    }
    let releasing = tokio::spawn({
        let schedule = schedule.clone();
        async move { schedule.release().await }
    });
    while tasks.join_next().await.is_some() {}
    // If the service is gone, not every request was due.
    releasing.abort();
    Ok(schedule.elapsed())
}

/// Sends requests over one connection until none is left, or the service is gone. If the service
/// closes it, another one is opened for the next request.
async fn one(shared: Arc<Shared>, schedule: Arc<Schedule>, connection: Connection) {
    let Shared { service, requests, measured, bar } = &*shared;
    let mut open = Some(connection);
    while let Some((number, start)) = schedule.next().await {
        let (request, body) = lock(requests).numbered(service, number);
        let command = request.sent.command;
        let mut connection = match open.take() {
            Some(connection) => connection,
            None => match service.endpoint.connect().await {
                Ok(connection) => connection,
                Err(why) => return lock(measured).count_failure(command, why),
            },
        };
        match connection.post(&service.endpoint.host_header, request.target.clone(), body).await {
            Ok(answer) => lock(measured).count(service, &request, &answer, start.elapsed()),
            Err(why) => lock(measured).count_failure(command, why),
        }
        if connection.is_open().await {
            open = Some(connection);
        }
        if number.is_multiple_of(STRIDE) {
            bar.set_position(number as u64);
        }
    }
}
