//! The work of this example: a line for each event, in a journal that is a stream for each
//! partition.
//!
//! The journal's last line is the mark. A line is written under two conditions, which the server
//! checks together: that line is still the last, and there is no line of this event.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::context::PublishErrorKind;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{LastRawMessageErrorKind, Stream};
use tim_callback::AnyCallback;
use tokio::time::sleep;

use crate::settings::WorkerSettings;
use crate::streams::open;
use crate::work::{Applied, Job, PartitionId, Work, WorkError};

/// The partition's id and the mark.
pub const MARK: &str = "Tim-Mark";

/// The pause before NATS is asked again.
const PAUSE: Duration = Duration::from_millis(100);

/// The last line of a partition's journal.
#[derive(Debug, Clone, Copy)]
struct Last {
    line: u64,
    mark: u64,
}

/// Writes journals.
#[derive(Debug)]
pub struct Journal {
    context: Context,
    settings: WorkerSettings,
    /// What this worker wrote last.
    wrote: Mutex<HashMap<PartitionId, Last>>,
}

/// A line to write, with the mark before and after it.
struct Line {
    partition: PartitionId,
    after: u64,
    to: u64,
    /// What a journal has once.
    name: String,
    text: String,
}

enum Written {
    Now,
    /// There is a line with this name.
    Before,
    /// The mark is elsewhere.
    Moved,
}

impl Journal {
    /// A journal that is opened when it is needed.
    #[must_use]
    pub fn new(context: Context, settings: &WorkerSettings) -> Self {
        Self { context, settings: settings.clone(), wrote: Mutex::default() }
    }

    fn wrote(&self) -> MutexGuard<'_, HashMap<PartitionId, Last>> {
        self.wrote.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opened each time, so that the server says what the last line is now.
    async fn open(&self, partition: PartitionId) -> Result<Stream, async_nats::Error> {
        Ok(open(&self.context, self.settings.journal_config(partition.number)).await?)
    }

    async fn last(&self, partition: PartitionId) -> Result<Last, async_nats::Error> {
        let journal = self.open(partition).await?;
        let state = &journal.cached_info().state;
        let line = state.last_sequence;
        if line == 0 {
            return Ok(Last { line, mark: 0 });
        }
        if state.messages == 0 {
            return Ok(Last { line, mark: self.acknowledged(partition).await? });
        }
        let message = journal.get_raw_message(line).await?;
        let mark = message.headers.get(MARK).and_then(|mark| mark.as_str().split_once(' '));
        let (of, mark) = mark.ok_or_else(|| format!("line {line} of the journal has no {MARK}"))?;
        let mark = if of == partition.to_string() { mark.parse()? } else { 0 };
        Ok(Last { line, mark })
    }

    /// The mark if the last line was so old that it is gone, while its event may still be there.
    /// Nothing was written for days, so the consumer's acknowledgements say as well what is done.
    async fn acknowledged(&self, partition: PartitionId) -> Result<u64, async_nats::Error> {
        let nats = &self.settings.nats;
        let events = self.context.get_stream(nats.events(partition.number)).await?;
        Ok(events.consumer_info(nats.worker()).await?.ack_floor.stream_sequence)
    }

    async fn write(&self, new: &Line) -> Result<Written, async_nats::Error> {
        let Line { partition, after, to, name, text } = new;
        let known = self.wrote().remove(partition).filter(|last| last.mark == *after);
        let last = match known {
            Some(last) => last,
            None => self.last(*partition).await?,
        };
        if last.mark != *after {
            return Ok(Written::Moved);
        }
        let subject = format!("{}.{name}", self.settings.nats.journal(partition.number));
        let message = PublishMessage::build()
            .header(MARK, format!("{partition} {to}"))
            .expected_last_sequence(last.line)
            .expected_last_subject_sequence(0)
            .payload(text.clone().into());
        match self.context.send_publish(subject.clone(), message).await?.await {
            Ok(ack) => {
                self.wrote().insert(*partition, Last { line: ack.sequence, mark: *to });
                Ok(Written::Now)
            }
            Err(error) if error.kind() == PublishErrorKind::WrongLastSequence => {
                if self.last(*partition).await?.mark != *after {
                    return Ok(Written::Moved);
                }
                let journal = self.open(*partition).await?;
                match journal.get_last_raw_message_by_subject(&subject).await {
                    Ok(_) => Ok(Written::Before),
                    Err(none) if none.kind() == LastRawMessageErrorKind::NoMessageFound => {
                        Err(error.into())
                    }
                    Err(error) => Err(error.into()),
                }
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl Work for Journal {
    /// Tries for as long as it takes: the journal is where the events are, so if it is not available,
    /// nothing else could be worked on.
    async fn apply(&self, job: &Job) -> Result<Applied, WorkError> {
        if self.settings.pace_ms > 0 {
            sleep(Duration::from_millis(self.settings.pace_ms)).await;
        }
        let Job { partition, after, sequence, .. } = *job;
        let (name, text) = (job.id.clone(), line(&job.callback));
        let new = Line { partition, after, to: sequence, name, text };
        loop {
            let error = match self.write(&new).await {
                Ok(Written::Now) => return Ok(Applied::Now),
                Ok(Written::Moved) => return Err(WorkError::Moved),
                Ok(Written::Before) => match self.pass(partition, after, sequence).await {
                    Err(WorkError::Unavailable(error)) => error,
                    passed => return passed.map(|()| Applied::Before),
                },
                Err(error) => error,
            };
            tracing::warn!(partition = partition.number, %error, "journal");
            sleep(PAUSE).await;
        }
    }

    /// Writes a line without a text.
    async fn pass(&self, partition: PartitionId, after: u64, to: u64) -> Result<(), WorkError> {
        let name = format!("passed-{partition}-{to}");
        let new = Line { partition, after, to, name, text: String::new() };
        match self.write(&new).await.map_err(WorkError::Unavailable)? {
            Written::Now => Ok(()),
            Written::Before | Written::Moved => Err(WorkError::Moved),
        }
    }

    async fn mark(&self, partition: PartitionId) -> Result<u64, WorkError> {
        Ok(self.last(partition).await.map_err(WorkError::Unavailable)?.mark)
    }
}

/// What happened and in which conversation, without the text of any message.
fn line(callback: &AnyCallback) -> String {
    let app = callback.query().sdk_app_id();
    let what = match callback {
        AnyCallback::GroupAfterSendMsg(call) => {
            format!("{} sent message {}", call.from_account, call.msg_seq)
        }
        AnyCallback::GroupAfterRecallMsg(call) => {
            format!("{} recalled {} messages", call.operator_account, call.msg_seq_list.len())
        }
        other => other.command_name().to_owned(),
    };
    format!("{app} {}: {what}", callback.ordering_key().unwrap_or_default())
}
