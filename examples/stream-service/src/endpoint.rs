//! The endpoint: before-commands are decided, after-commands stored.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::Context;
use axum_service::answer::Answer;
use metrics::counter;
use service_parts::receiver::{ReceiverError, moderated, without_queue};
use tim_callback::receiver::{FailedAfter, Failure};
use tim_callback::{AsyncReceiver, Reply, Verified};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep, timeout_at};

use crate::event::Event;
use crate::metrics::{NOT_STORED, REPEATED, STORED};
use crate::replay_guard::KvReplayGuard;
use crate::settings::EndpointSettings;
use crate::store::{Kept, NotKept, Store};

/// The pause before the next attempt to store.
const PAUSE: Duration = Duration::from_millis(50);

/// The pause before the next attempt to open the stream at the start.
const OPEN_PAUSE: Duration = Duration::from_secs(1);

/// Answers callbacks.
#[derive(Debug)]
pub struct Endpoint {
    before: AsyncReceiver,
    /// Acknowledges what is stored. It has no guard, because Tencent may repeat what is stored.
    after: AsyncReceiver,
    store: Arc<Store>,
    /// An outage must not take all requests in flight.
    waiting: Semaphore,
    /// How much longer storing may take than a decision.
    longer: Duration,
}

impl Endpoint {
    /// An endpoint. NATS need not be running; `README.md` says what is answered without it.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token.
    pub fn start(settings: &EndpointSettings, context: Context) -> Result<Self, ReceiverError> {
        let EndpointSettings { service, nats, store_within_ms } = settings;
        let policies = service.policies().with_failed_after(FailedAfter::Unavailable);
        let guard = KvReplayGuard::new(context.clone(), nats.clone());
        let before = moderated(without_queue(service, policies.clone())?).replay_guard_async(guard);
        let after =
            without_queue(service, policies)?.on_every_after(|_| Ok::<_, ReceiverError>(()));
        let store = Arc::new(Store::new(context, nats.clone()));
        tokio::spawn(open(Arc::clone(&store)));
        Ok(Self {
            before: before.build()?,
            after: after.build()?,
            store,
            waiting: Semaphore::new(service.queue.get()),
            longer: Duration::from_millis(*store_within_ms).saturating_sub(service.deadline()),
        })
    }

    /// Stores an event before the deadline.
    async fn store(&self, event: &Event, deadline: Instant) -> Result<Kept, String> {
        let Ok(_place) = self.waiting.try_acquire() else {
            return Err("too many after-commands wait to be stored".to_owned());
        };
        let mut undecided = false;
        loop {
            match timeout_at(deadline, self.store.keep(event, undecided)).await {
                Ok(Ok(kept)) => return Ok(kept),
                Ok(Err(error)) if Instant::now() + PAUSE >= deadline => {
                    return Err(error.to_string());
                }
                // Stored under no id it may be stored twice, but not lost. The work is done once.
                Ok(Err(error)) => undecided |= matches!(error, NotKept::Undecided),
                Err(_) => return Err("NATS does not answer".to_owned()),
            }
            sleep(PAUSE).await;
        }
    }
}

/// Opens the stream before the first event comes, and says what is wrong with it.
async fn open(store: Arc<Store>) {
    while let Err(error) = store.open().await {
        tracing::warn!(%error, "cannot store after-commands");
        sleep(OPEN_PAUSE).await;
    }
}

impl Answer for Endpoint {
    fn receiver(&self) -> &AsyncReceiver {
        &self.before
    }

    /// Acknowledges an after-command if, and only if, it is stored, even if it does not decode.
    async fn answer(
        &self,
        query: &str,
        verified: Verified<'_>,
        deadline: Pin<&mut Sleep>,
    ) -> Reply {
        if verified.query().asks_before() {
            return self.before.answer_within(verified, deadline).await;
        }
        let event = Event::new(query, verified.clone());
        match self.store(&event, deadline.deadline() + self.longer).await {
            Ok(kept) => {
                counter!(if kept == Kept::Now { STORED } else { REPEATED }).increment(1);
                self.after.answer(verified).await
            }
            Err(reason) => {
                counter!(NOT_STORED).increment(1);
                tracing::error!(event = event.id, reason, "after-command not stored");
                self.after.reply_for(&verified, Failure::Unavailable)
            }
        }
    }
}
