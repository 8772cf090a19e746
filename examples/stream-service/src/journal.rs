//! The work of this example: a line for each event, in a journal that is a stream for each
//! partition.
//!
//! A line is written under two conditions, which the server checks together: nothing was written to
//! the journal since this worker last looked, and there is no line of this event.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::context::{PublishError, PublishErrorKind};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{LastRawMessageErrorKind, Stream};
use tim_callback::AnyCallback;
use tokio::time::sleep;

use crate::settings::WorkerSettings;
use crate::streams::open;
use crate::work::{Applied, Job, Work, WorkError};

/// The place of a line's event in the order of storing.
const SEQUENCE: &str = "Tim-Sequence";

/// The pause before NATS is asked again.
const PAUSE: Duration = Duration::from_millis(100);

/// The last line of a partition's journal, as this worker knows it.
#[derive(Debug, Clone, Copy)]
struct Last {
    line: u64,
    /// The [`Job::delivery`] after which it was the last.
    delivery: u64,
}

/// Writes journals.
#[derive(Debug)]
pub struct Journal {
    context: Context,
    settings: WorkerSettings,
    last: Mutex<HashMap<u16, Last>>,
}

impl Journal {
    /// A journal that is opened when it is needed.
    #[must_use]
    pub fn new(context: Context, settings: &WorkerSettings) -> Self {
        Self { context, settings: settings.clone(), last: Mutex::default() }
    }

    /// The last line, if no other worker was given an event of the partition since.
    fn last(&self, job: &Job) -> Option<u64> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let last = last.get(&job.partition).filter(|last| last.delivery + 1 == job.delivery);
        last.map(|last| last.line)
    }

    async fn open(&self, partition: u16) -> Result<Stream, async_nats::Error> {
        Ok(open(&self.context, self.settings.journal_config(partition)).await?)
    }

    async fn try_to_write(&self, job: &Job) -> Result<Applied, async_nats::Error> {
        if let Some(last) = self.last(job) {
            match self.write(job, last).await {
                Err(error) if error.kind() == PublishErrorKind::WrongLastSequence => {}
                written => return Ok(written.map(|()| Applied::Now)?),
            }
        }
        // Opened each time, so that the server says what the last line is now.
        let journal = self.open(job.partition).await?;
        let last = journal.cached_info().state.last_sequence;
        if last_event(&journal, last).await? >= job.sequence {
            let before = self.has_line(&journal, &job.id, job.partition).await?;
            return if before { Ok(Applied::Before) } else { Err(Overtaken.into()) };
        }
        match self.write(job, last).await {
            // Another worker is at it, or the event was stored twice.
            Err(error)
                if error.kind() == PublishErrorKind::WrongLastSequence
                    && self.has_line(&journal, &job.id, job.partition).await? =>
            {
                Ok(Applied::Before)
            }
            written => Ok(written.map(|()| Applied::Now)?),
        }
    }

    async fn has_line(
        &self,
        journal: &Stream,
        id: &str,
        partition: u16,
    ) -> Result<bool, async_nats::Error> {
        match journal.get_last_raw_message_by_subject(&self.subject(id, partition)).await {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn subject(&self, id: &str, partition: u16) -> String {
        format!("{}.{id}", self.settings.nats.journal(partition))
    }

    /// Writes the line, if this line is still the last and no line is of this event.
    async fn write(&self, job: &Job, last: u64) -> Result<(), PublishError> {
        let message = PublishMessage::build()
            .header(SEQUENCE, job.sequence.to_string())
            .expected_last_sequence(last)
            .expected_last_subject_sequence(0)
            .payload(line(&job.callback).into());
        let line = self
            .context
            .send_publish(self.subject(&job.id, job.partition), message)
            .await?
            .await?
            .sequence;
        let last = Last { line, delivery: job.delivery };
        self.last.lock().unwrap_or_else(PoisonError::into_inner).insert(job.partition, last);
        Ok(())
    }
}

/// The server gave out a later event first, and this one has no line.
#[derive(Debug, thiserror::Error)]
#[error("a later event was done first")]
struct Overtaken;

/// The sequence of the event that a line is of; 0 if there is no such line any more.
async fn last_event(stream: &Stream, line: u64) -> Result<u64, async_nats::Error> {
    if line == 0 {
        return Ok(0);
    }
    match stream.get_raw_message(line).await {
        Ok(message) => match message.headers.get(SEQUENCE) {
            Some(sequence) => Ok(sequence.as_str().parse()?),
            None => Err(format!("line {line} of the journal has no {SEQUENCE}").into()),
        },
        Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}

impl Work for Journal {
    /// Tries for as long as it takes: the journal is where the events are, so if it is not available,
    /// nothing else could be worked on.
    async fn apply(&self, job: &Job) -> Result<Applied, WorkError> {
        sleep(Duration::from_millis(self.settings.pace_ms)).await;
        loop {
            match self.try_to_write(job).await {
                Ok(applied) => return Ok(applied),
                Err(error) if error.is::<Overtaken>() => return Err(WorkError::Event(error)),
                Err(error) => tracing::warn!(partition = job.partition, %error, "journal"),
            }
            sleep(PAUSE).await;
        }
    }

    async fn was_applied(&self, id: &str, partition: u16) -> Result<bool, WorkError> {
        let journal = self.open(partition).await.map_err(WorkError::Unavailable)?;
        self.has_line(&journal, id, partition).await.map_err(WorkError::Unavailable)
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
