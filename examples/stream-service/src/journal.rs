//! The work of this example: a line for each event in the journal of its conversation.

use std::time::Duration;

use tim_callback::AnyCallback;
use tokio::time::sleep;

use crate::work::{Job, Record, Work, WorkError};

/// Writes journals: one for each ordering key, and one for the other events of an app.
#[derive(Debug)]
pub struct Journal {
    pace: Duration,
}

impl Journal {
    /// A journal that takes this long for each line.
    #[must_use]
    pub fn new(pace: Duration) -> Self {
        Self { pace }
    }
}

impl Work for Journal {
    async fn prepare(&self, job: &Job) -> Result<Record, WorkError> {
        sleep(self.pace).await;
        let app = job.callback.query().sdk_app_id();
        let journal = match job.callback.ordering_key() {
            Some(order) => format!("{app}:{order}"),
            None => app.to_string(),
        };
        Ok(Record { journal, line: line(&job.callback) })
    }
}

/// What happened, without the text of any message.
fn line(callback: &AnyCallback) -> String {
    match callback {
        AnyCallback::GroupAfterSendMsg(call) => {
            format!("{} sent message {}", call.from_account, call.msg_seq)
        }
        AnyCallback::GroupAfterRecallMsg(call) => {
            format!("{} recalled {} messages", call.operator_account, call.msg_seq_list.len())
        }
        other => other.command_name().to_owned(),
    }
}
