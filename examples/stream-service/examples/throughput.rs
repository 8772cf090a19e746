//! Measures how many events are stored and worked on in a second. The servers must be running:
//!
//! ```sh
//! NATS_URL=nats://127.0.0.1:4222 REPLICAS=1 EVENTS=5000 \
//!     cargo run --release -p stream-service --example throughput
//! ```

use std::error::Error;
use std::time::{Duration, Instant};

use async_nats::jetstream::Context;
use axum_service::run::Signal;
use clap::Parser as _;
use futures_util::FutureExt as _;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use stream_service::connection::connect;
use stream_service::event::Event;
use stream_service::journal::Journal;
use stream_service::settings::{Args, Mode, WorkerSettings};
use stream_service::store::Store;
use stream_service::worker;
use tim_callback::{Incoming, Verifier};
use tokio::sync::oneshot;
use tokio::time::sleep;

/// How many events are being stored at a time.
const STORING: usize = 256;

/// How many conversations there are.
const GROUPS: usize = 1000;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn event(number: usize) -> Result<Event> {
    let query = "SdkAppid=1400000000&CallbackCommand=Group.CallbackAfterSendMsg";
    let group = number % GROUPS;
    let body = format!(
        r#"{{"CallbackCommand":"Group.CallbackAfterSendMsg","GroupId":"@TGS#{group}",
            "Type":"Public","From_Account":"jared","Operator_Account":"jared","Random":1,
            "MsgSeq":{number},"MsgTime":1490686222,
            "MsgBody":[{{"MsgType":"TIMTextElem","MsgContent":{{"Text":"good morning to all"}}}}]}}"#
    );
    let incoming = Incoming::new(query, body.as_bytes())?;
    Ok(Event::new(query, Verifier::unchecked_for_logs_and_tests().verify(incoming)?))
}

fn settings(prefix: &str, partitions: usize) -> Result<WorkerSettings> {
    let partitions = partitions.to_string();
    let arguments = ["", "worker", "--prefix", prefix, "--partitions", &partitions];
    match Args::try_parse_from(arguments)?.mode {
        Mode::Worker(settings) => Ok(settings),
        Mode::Endpoint(_) => Err("not a worker".into()),
    }
}

/// Stores the events, and returns how long that took.
async fn store(settings: &WorkerSettings, events: usize) -> Result<Duration> {
    let context = connect(&settings.nats.url).await?;
    let store = Store::new(context, settings.nats.clone());
    while store.open().await.is_err() {
        sleep(Duration::from_millis(50)).await;
    }
    let start = Instant::now();
    stream::iter(0..events)
        .map(|number| {
            let store = &store;
            async move { Result::Ok(store.keep(&event(number)?, false).await?) }
        })
        .buffer_unordered(STORING)
        .try_for_each(async |_| Ok(()))
        .await?;
    Ok(start.elapsed())
}

/// How many lines the journals have.
async fn lines(context: &Context, settings: &WorkerSettings) -> Result<usize> {
    let mut lines = 0;
    for partition in 0..settings.nats.partitions.get() {
        let name = format!("{}-journal-{partition}", settings.nats.prefix);
        // A worker may not have created it yet.
        if let Ok(journal) = context.get_stream(name).await {
            lines += usize::try_from(journal.cached_info().state.messages)?;
        }
    }
    Ok(lines)
}

/// Works until all is done, and returns how long that took.
async fn work(settings: &WorkerSettings, workers: usize, events: usize) -> Result<Duration> {
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped: Signal = async { drop(stopped.await) }.boxed().shared();
    let start = Instant::now();
    let running = (0..workers).map(|_| {
        let (settings, stopped) = (settings.clone(), stopped.clone());
        tokio::spawn(async move {
            let context = connect(&settings.nats.url).await.map_err(|error| error.to_string())?;
            let journal = Journal::new(context.clone(), &settings);
            worker::run(&settings, context, journal, stopped)
                .await
                .map_err(|error| error.to_string())
        })
    });
    let running: Vec<_> = running.collect();
    let client = async_nats::connect(&settings.nats.url).await?;
    let context = async_nats::jetstream::new(client);
    while lines(&context, settings).await? < events {
        sleep(Duration::from_millis(20)).await;
    }
    let elapsed = start.elapsed();
    drop(stop);
    for running in running {
        running.await??;
    }
    let mut names = context.stream_names();
    while let Some(name) = names.try_next().await? {
        if name.starts_with(&settings.nats.prefix) {
            context.delete_stream(name).await?;
        }
    }
    Ok(elapsed)
}

#[tokio::main]
async fn main() -> Result<()> {
    let events: usize = std::env::var("EVENTS").map_or(Ok(5000), |events| events.parse())?;
    println!("partitions workers stored/s worked/s");
    for (partitions, workers) in [(1, 1), (2, 1), (4, 1), (8, 1), (8, 2), (8, 4), (1, 2), (1, 4)] {
        let settings = settings(&format!("t{partitions}-{workers}"), partitions)?;
        let stored = store(&settings, events).await?;
        let worked = work(&settings, workers, events).await?;
        let rate = |took: Duration| events as u128 * 1000 / took.as_millis().max(1);
        println!("{partitions} {workers} {} {}", rate(stored), rate(worked));
    }
    Ok(())
}
