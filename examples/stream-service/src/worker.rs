//! A worker: asks for the events of every partition, as all other workers do.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::Context;
use axum_service::run::Signal;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::connection::is_connected;
use crate::dead_letters::DeadLetters;
use crate::lag;
use crate::partition::Partition;
use crate::settings::WorkerSettings;
use crate::streams::{StreamError, open};
use crate::work::Work;

/// The pause after NATS failed.
const PAUSE: Duration = Duration::from_millis(500);

/// How long the last acknowledgements may take to be sent.
const LAST_ACKS: Duration = Duration::from_secs(1);

/// Works until the signal, and then finishes the current events.
///
/// # Errors
///
/// Returns an error if a stream exists with other settings.
pub async fn run<W: Work>(
    settings: &WorkerSettings,
    context: Context,
    work: W,
    stop: Signal,
) -> Result<(), Box<dyn Error>> {
    tokio::select! {
        () = stop.clone() => return Ok(()),
        opened = open_all(settings, &context) => opened?,
    }
    tracing::info!(partitions = settings.nats.partitions, "working");
    let dead_letters = DeadLetters::new(context.clone(), settings.nats.clone());
    let work = Arc::new(work);
    let mut partitions = JoinSet::new();
    for number in settings.nats.all() {
        let partition = Partition {
            number,
            context: context.clone(),
            work: Arc::clone(&work),
            dead_letters: dead_letters.clone(),
            settings: settings.clone(),
            stop: stop.clone(),
        };
        partitions.spawn(async move {
            while let Err(error) = partition.run().await {
                tracing::warn!(partition = number, %error, "trying again");
                sleep(PAUSE).await;
            }
        });
    }
    let mut others = JoinSet::new();
    let (own, marked) = (settings.clone(), Arc::clone(&work));
    others.spawn(async move {
        loop {
            if let Err(error) = dead_letters.follow_advisories(&*marked, &own).await {
                tracing::warn!(%error, "cannot follow the server's advisories, trying again");
            }
            sleep(PAUSE).await;
        }
    });
    let (followed, nats) = (context.clone(), settings.nats.clone());
    others.spawn(async move {
        loop {
            if let Err(error) = lag::follow(&followed, &nats, &*work).await {
                tracing::warn!(%error, "cannot follow the lag, trying again");
            }
            sleep(PAUSE).await;
        }
    });

    stop.await;
    let finished = async { while partitions.join_next().await.is_some() {} };
    let grace = Duration::from_secs(settings.grace_s).saturating_sub(2 * LAST_ACKS);
    if timeout(grace, finished).await.is_err() {
        tracing::warn!("the time to stop is over, other workers get the events that are left");
    }
    // What is sent after this is lost, and the events come once more.
    let _ = timeout(LAST_ACKS, context.client().flush()).await;
    Ok(())
}

/// Opens all streams, as soon as NATS is there.
async fn open_all(settings: &WorkerSettings, context: &Context) -> Result<(), StreamError> {
    loop {
        let error = if is_connected(&context.client()) {
            match try_to_open(settings, context).await {
                Err(StreamError::Nats(error)) => error,
                ended => return ended,
            }
        } else {
            "no connection".into()
        };
        tracing::warn!(%error, "waiting for NATS");
        sleep(PAUSE).await;
    }
}

async fn try_to_open(settings: &WorkerSettings, context: &Context) -> Result<(), StreamError> {
    for partition in settings.nats.all() {
        open(context, settings.nats.events_config(partition)).await?;
        open(context, settings.journal_config(partition)).await?;
    }
    open(context, settings.nats.dead_config()).await?;
    open(context, settings.nats.advisories_config()).await?;
    Ok(())
}
