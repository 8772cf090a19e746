//! How far the workers are behind; what is done is deleted, and what was left out is done.

use std::collections::HashMap;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use metrics::gauge;
use tim_callback::SdkAppId;
use tokio::time::sleep;

use crate::event::NUDGE;
use crate::metrics::{DEAD_LETTERS, LAG};
use crate::settings::NatsSettings;
use crate::streams::{open, partition_id};
use crate::work::Work;

/// How often to look.
const PERIOD: Duration = Duration::from_secs(5);

/// Looks until NATS fails.
pub(crate) async fn follow(
    context: &Context,
    nats: &NatsSettings,
    work: &impl Work,
) -> Result<(), async_nats::Error> {
    let mut stuck = HashMap::new();
    loop {
        for number in nats.all() {
            let events = open(context, nats.events_config(number)).await?;
            let state = &events.cached_info().state;
            let mark = work.mark(partition_id(number, events.cached_info())).await?;
            let waiting = state.last_sequence.saturating_sub(mark);
            #[expect(clippy::cast_precision_loss, reason = "a gauge of so many would do")]
            gauge!(LAG, "partition" => number.to_string()).set(waiting as f64);
            // Rarely, and far from the end: a server 2.9 that is killed soon after it deleted something
            // from the last file of a stream may forget all that is in that file.
            let done = (mark + 1).saturating_sub(state.first_sequence);
            if done > 2 * nats.keep_done {
                events.purge().sequence(mark + 1 - nats.keep_done).await?;
            }

            // The worker that is given the next event does what was left out. If no more come, one
            // is made.
            let consumer = events.consumer_info(nats.worker()).await?;
            let given_out = consumer.num_pending == 0 && consumer.num_ack_pending == 0;
            if waiting > 0 && given_out && stuck.insert(number, mark) == Some(mark) {
                let nudge = PublishMessage::build()
                    .header(NUDGE, "")
                    .message_id(format!("nudge-{number}-{mark}"));
                let subject = nats.subject(SdkAppId::new(0), number);
                context.send_publish(subject, nudge).await?.await?;
            }
        }
        let dead = open(context, nats.dead_config()).await?;
        #[expect(clippy::cast_precision_loss, reason = "a gauge of so many would do")]
        gauge!(DEAD_LETTERS).set(dead.cached_info().state.messages as f64);
        sleep(PERIOD).await;
    }
}
