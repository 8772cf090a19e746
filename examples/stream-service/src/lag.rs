//! How far the workers are behind, and what the server left behind.

use std::collections::HashMap;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::LastRawMessageErrorKind;
use metrics::gauge;
use tim_callback::SdkAppId;
use tokio::time::sleep;

use crate::event::NUDGE;
use crate::metrics::{DEAD_LETTERS, LAG};
use crate::settings::NatsSettings;
use crate::streams::open;

/// How often to look.
const PERIOD: Duration = Duration::from_secs(5);

/// Measures until NATS fails.
pub(crate) async fn measure(
    context: &Context,
    nats: &NatsSettings,
) -> Result<(), async_nats::Error> {
    let events = open(context, nats.events_config()).await?;
    let dead = open(context, nats.dead_config()).await?;
    let mut left = HashMap::new();
    loop {
        for partition in nats.all() {
            let info = events.consumer_info(format!("worker-{partition}")).await?;
            let waiting = info.num_pending + info.num_ack_pending as u64;
            #[expect(clippy::cast_precision_loss, reason = "a gauge of so many would do")]
            gauge!(LAG, "partition" => partition.to_string()).set(waiting as f64);

            // What is left behind is found by the worker that is given the next event. If no more
            // come, one is made. An event that is being deleted is gone in the next round.
            let of_partition = nats.of_partition(partition);
            let first = match events.get_first_raw_message_by_subject(of_partition, 1).await {
                Ok(first) if waiting == 0 => first.sequence,
                Err(error) if error.kind() != LastRawMessageErrorKind::NoMessageFound => {
                    return Err(error.into());
                }
                _ => continue,
            };
            if left.insert(partition, first) == Some(first) {
                let nudge = PublishMessage::build()
                    .header(NUDGE, "")
                    .message_id(format!("nudge-{partition}-{first}"));
                let subject = nats.subject(SdkAppId::new(0), partition);
                context.send_publish(subject, nudge).await?.await?;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a gauge of so many would do")]
        gauge!(DEAD_LETTERS).set(dead.get_info().await?.state.messages as f64);
        sleep(PERIOD).await;
    }
}
